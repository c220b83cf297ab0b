package org.ignition.backup.postgres;

import java.nio.file.Files;
import java.time.Clock;
import org.ignition.backup.Backup;
import org.ignition.backup.BackupWatch;
import org.ignition.database.postgres.EmbeddedPostgres;

/** Takes a backup of each of the image's servers with the image's client. */
final class DumpInImage {

  private DumpInImage() {}

  /** Prints a line for each: its version, the client's major, whether the dump is there. */
  public static void main(String[] arguments) throws Exception {
    for (int major : EmbeddedPostgres.MAJOR_VERSIONS) {
      PgClients clients = PgClients.installed("");
      try (DumpedDatabase database = DumpedDatabase.create(major, "späce")) {
        database.run("CREATE TABLE orders AS SELECT generate_series(1, 1000) id");
        Backup backup =
            new PostgresBackups(
                    clients,
                    database.target(),
                    Files.createTempDirectory("backups"),
                    Clock.systemUTC(),
                    BackupWatch.NONE)
                .take("a test");
        PgClient client = clients.fitFor(major);
        System.out.printf(
            "%d: pg_dump %d, pg_restore %b, written %b%n",
            major, client.major(), client.restore().isPresent(), Files.exists(backup.path()));
      }
    }
  }
}
