package org.ignition.backup.postgres;

import java.nio.file.Path;
import java.time.Duration;
import org.ignition.backup.BackupWatch;
import org.ignition.database.Patience;
import org.ignition.database.TargetDatabase;
import org.ignition.database.postgres.PostgresTarget;
import org.ignition.database.postgres.TargetServer;
import org.ignition.database.target.DatabaseLogin;
import org.ignition.database.target.DatabaseUrl;
import org.ignition.database.target.PostgresUrl;

/** A program that restores a database and is killed by its test. */
final class KilledRestore {

  /** How long it waits for a lock: longer than a test does. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private KilledRestore() {}

  /** Client, port, name of database and role, dump. */
  public static void main(String[] arguments) {
    PostgresUrl url =
        (PostgresUrl)
            DatabaseUrl.parse("postgresql://127.0.0.1:" + arguments[1] + "/" + arguments[2], false);
    DatabaseLogin login = DatabaseLogin.of(arguments[2], TargetServer.PASSWORD);
    try (TargetDatabase database = PostgresTarget.open(url, login, Patience.usual())) {
      DumpTarget target =
          new DumpTarget(
              "127.0.0.1",
              "",
              Integer.parseInt(arguments[1]),
              arguments[2],
              arguments[2],
              TargetServer.PASSWORD,
              TlsSettings.DEFAULT,
              18,
              "18.0",
              0);
      new PostgresRestoreTarget(
              PgClients.at(Path.of(arguments[0])), target, database, Ownership.KEPT, PATIENCE)
          .restore(Path.of(arguments[3]), BackupWatch.NONE);
    }
  }
}
