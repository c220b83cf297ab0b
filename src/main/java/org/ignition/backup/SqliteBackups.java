package org.ignition.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.ignition.database.sqlite.SqliteCopy;
import org.ignition.failure.DiskSpace;

/** Copies a database of SQLite into a folder of this machine. */
public final class SqliteBackups {

  private final Path database;
  private final BackupWriter writer;

  /**
   * Of {@code database} into {@code folder}.
   *
   * @param database the file
   * @param folder made if it is not there
   */
  public SqliteBackups(Path database, Path folder, Clock clock) {
    this.database = database;
    this.writer = new BackupWriter(folder, BackupFormat.SQLITE, clock);
  }

  public WrittenBackup take(String reason) {
    BackupProblem problem = new BackupProblem(database.toString(), reason);
    space(problem);
    return writer.write(
        database.getFileName().toString(),
        SqliteCopy.libraryVersion(),
        problem,
        file -> copy(file, problem));
  }

  private void copy(Path file, BackupProblem problem) {
    try {
      SqliteCopy.copy(database, file);
      List<String> flaws = SqliteCopy.flaws(file);
      if (!flaws.isEmpty()) {
        throw problem.unsound("PRAGMA integrity_check says: " + flaws.getFirst());
      }
    } catch (IOException e) {
      throw DiskSpace.isExhaustedBy(e)
          ? problem.full(writer.folder(), "The disk is full")
          : problem.failed(e);
    }
  }

  private void space(BackupProblem problem) {
    long free = writer.freeBytes();
    long size = size(problem);
    if (FreeSpace.forCopy(free, size) == FreeSpace.HOPELESS) {
      throw problem.hopeless(writer.folder(), free, size);
    }
  }

  private long size(BackupProblem problem) {
    try {
      return Files.size(database);
    } catch (IOException e) {
      throw problem.failed(e);
    }
  }
}
