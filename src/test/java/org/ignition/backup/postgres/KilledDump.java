package org.ignition.backup.postgres;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.ignition.backup.BackupWatch;

/** A program that takes a backup and is killed by its test. */
final class KilledDump {

  private KilledDump() {}

  /** Client, port, name of database and role, folder. */
  public static void main(String[] arguments) {
    DumpTarget target =
        new DumpTarget(
            "127.0.0.1",
            "",
            Integer.parseInt(arguments[1]),
            arguments[2],
            arguments[2],
            System.getenv("SECRET"),
            TlsSettings.DEFAULT,
            18,
            "18.0",
            0);
    new FolderBackups(
            PgClients.at(Path.of(arguments[0])),
            target,
            System.getenv("SECRET"),
            Path.of(arguments[3]),
            Clock.fixed(Instant.parse("2026-01-15T12:00:00Z"), ZoneOffset.UTC),
            BackupWatch.NONE)
        .take("a test");
  }
}
