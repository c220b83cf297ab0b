package org.ignition.backup.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;

/** Says why a backup's file can't be restored by anybody. */
final class ArchiveProblem {

  private static final String OTHER_COPY =
      "Take another copy of the backup, or another backup (`backup list`)";

  private ArchiveProblem() {}

  /** It does not begin as an archive. */
  static RemoteException foreign(Path file) {
    return of(
        file,
        "is no archive of `pg_dump --format=custom`",
        "Such a file begins with PGDMP; plain SQL is restored by psql, by hand");
  }

  /** Its contents can't be read, whole or in part. */
  static RemoteException unreadable(Path file, List<String> said) {
    String last = said.isEmpty() ? "nothing" : Quoted.line(said.getLast(), 300);
    if (last.contains("unsupported version")) {
      return new RemoteException(
          Problem.of(
              ErrorCode.BACKUP_CLIENT_UNUSABLE,
              "pg_restore is older than the pg_dump that wrote " + name(file),
              "It said: " + last,
              "Install a newer postgresql-client, or give the path of its pg_dump as PG_DUMP"));
    }
    return of(file, "can't be read to its end", "pg_restore said: " + last);
  }

  /** This machine could not read it, or could not run what reads it. */
  static RemoteException unopened(Path file, IOException cause) {
    return new RemoteException(
        Problem.of(
            ErrorCode.RESTORE_FAILED,
            "The backup " + name(file) + " can't be opened on this machine",
            "It said: " + Quoted.line(String.valueOf(cause.getMessage()), 300),
            "Correct what it names, then run again"),
        cause);
  }

  private static RemoteException of(Path file, String what, String why) {
    return new RemoteException(
        Problem.of(
            ErrorCode.BACKUP_ALTERED, "The backup " + name(file) + " " + what, why, OTHER_COPY));
  }

  private static String name(Path file) {
    return Quoted.line(file.getFileName().toString(), 100);
  }
}
