package org.ignition.backup.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.TimeUnit;
import org.ignition.backup.BackupWatch;

/** Does something with a database up to a point, says so, and waits to be killed. */
final class KilledProgram {

  private KilledProgram() {}

  /** What to do, the database, and for a restore the backup and the stage to wait at. */
  public static void main(String[] arguments) throws Exception {
    Database database = new Database(Path.of(arguments[1]));
    switch (arguments[0]) {
      case "restore" -> restore(database, Path.of(arguments[2]), arguments[3]);
      case "write" -> write(database);
      case "change" -> change(database);
      case "connect" -> connect(database);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void restore(Database database, Path backup, String stage) throws Exception {
    new SqliteRestoreTarget(
            database.path(),
            reached -> {
              if (reached.name().equals(stage)) {
                await();
              }
            })
        .restore(backup, BackupWatch.NONE);
    await();
  }

  /** Rows that are committed, and are in the log only. */
  private static void write(Database database) throws Exception {
    try (Connection session = database.open()) {
      Database.run(
          session,
          "PRAGMA journal_mode = WAL",
          "PRAGMA wal_autocheckpoint = 0",
          "INSERT INTO old SELECT randomblob(500) FROM old");
      await();
    }
  }

  /** Half of a transaction, which is in the file already and can be taken back by the journal. */
  private static void change(Database database) throws Exception {
    try (Connection session = database.open()) {
      Database.run(
          session,
          "PRAGMA journal_mode = DELETE",
          "PRAGMA cache_size = 5",
          "BEGIN",
          "UPDATE old SET x = randomblob(500)",
          "INSERT INTO old SELECT randomblob(500) FROM old");
      await();
    }
  }

  private static void connect(Database database) throws Exception {
    try (Connection session = database.open()) {
      Database.run(session, "INSERT INTO old VALUES (1)");
      await();
    }
  }

  private static void await() {
    System.out.println("there");
    try {
      TimeUnit.MINUTES.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
