package org.ignition.backup.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ignition.backup.BackupContents;
import org.ignition.backup.ContentsComparison;
import org.ignition.backup.RestoreVerdict;
import org.ignition.database.sqlite.SqliteCopy;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;

/** Proves a file that is a backup, without the database that it is of. */
public final class SqliteProof {

  private SqliteProof() {}

  /**
   * Makes sure that the file is a database and that SQLite finds nothing wrong with it.
   *
   * @throws RemoteException of {@code BACKUP_ALTERED} when not
   */
  public static void requireReadable(Path file) {
    List<String> flaws = flaws(file);
    if (!flaws.isEmpty()) {
      throw altered(file, flaws.getFirst());
    }
  }

  /**
   * Reads all of the file and compares what it holds.
   *
   * @param expected what the database held; empty where nobody counted, and then it only has to be
   *     sound
   */
  public static RestoreVerdict prove(Path file, Optional<BackupContents> expected) {
    List<String> flaws = flaws(file);
    if (!flaws.isEmpty()) {
      return new RestoreVerdict.Different(
          flaws.stream().map(flaw -> "integrity_check: " + Quoted.of(flaw)).toList());
    }
    BackupContents found = contents(file);
    return ContentsComparison.of(expected.orElse(found), found);
  }

  private static List<String> flaws(Path file) {
    try {
      return SqliteCopy.flaws(file);
    } catch (IOException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private static BackupContents contents(Path file) {
    try {
      return SqliteCopy.readCopy(file, ContentsReader::read);
    } catch (IOException e) {
      throw altered(file, String.valueOf(e.getMessage()));
    }
  }

  private static RemoteException altered(Path file, String said) {
    return new RemoteException(
        Problem.of(
            ErrorCode.BACKUP_ALTERED,
            "Not a whole database of SQLite: " + Quoted.of(file.getFileName().toString()),
            "SQLite said: " + Quoted.of(said),
            "Take another copy of the backup, or an older one"));
  }
}
