package org.ignition.backup.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ignition.backup.BackupContents;
import org.ignition.backup.BackupFormat;
import org.ignition.backup.BackupProblem;
import org.ignition.backup.BackupSource;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.FreeSpace;
import org.ignition.backup.RestoreVerdict;
import org.ignition.backup.SourceFacts;
import org.ignition.database.sqlite.SqliteCopy;
import org.ignition.failure.CancelledException;
import org.ignition.failure.DiskSpace;
import org.ignition.failure.PolicyException;
import org.ignition.migration.history.sqlite.SqliteHistory;
import org.ignition.migration.live.RecordedSchema;

/**
 * A SQLite database, copied while others use it. What it holds is read in the transaction that
 * copies it.
 *
 * @param database absolute
 */
public record SqliteSource(Path database) implements BackupSource {

  private static final String PRODUCT = "SQLite";

  @Override
  public BackupFormat format() {
    return BackupFormat.SQLITE;
  }

  @Override
  public String name() {
    return database.toString();
  }

  @Override
  public long sizeBytes() {
    return size(database) + size(database.resolveSibling(database.getFileName() + "-wal"));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void requireUsable() {
    try {
      SqliteCopy.read(database, ContentsReader::isEmpty);
    } catch (IOException e) {
      throw new BackupProblem(name()).failed(e);
    }
  }

  @Override
  public SourceFacts writeTo(Path file, BackupWatch watch) {
    BackupProblem problem = new BackupProblem(name());
    requireSpace(file, problem);
    CancelledException.throwIfInterrupted();
    long began = System.nanoTime();
    try {
      Seen seen = SqliteCopy.copy(database, file, SqliteSource::see);
      watch.written(Files.size(file), Duration.ofNanos(System.nanoTime() - began));
      CancelledException.throwIfInterrupted();
      requireSound(file, problem);
      return facts(seen);
    } catch (IOException e) {
      throw DiskSpace.isExhaustedBy(e)
          ? problem.full(file.resolveSibling(""), "The disk is full")
          : problem.failed(e);
    }
  }

  private record Seen(BackupContents contents, RecordedSchema schema) {}

  private static Seen see(Connection session) throws SQLException {
    return new Seen(ContentsReader.read(session), recorded(session));
  }

  /** A history that can't be read is none: the rows are kept either way. */
  static RecordedSchema recorded(Connection session) {
    try {
      return RecordedSchema.read(session, new SqliteHistory());
    } catch (SQLException | PolicyException e) {
      return RecordedSchema.UNKNOWN;
    }
  }

  private SourceFacts facts(Seen seen) {
    return new SourceFacts(
        PRODUCT,
        SqliteCopy.libraryVersion(),
        database.getFileName().toString(),
        seen.schema().version(),
        seen.schema().release(),
        Optional.of(seen.contents()));
  }

  private static void requireSound(Path file, BackupProblem problem) throws IOException {
    List<String> flaws = SqliteCopy.flaws(file);
    if (!flaws.isEmpty()) {
      throw problem.unsound("PRAGMA integrity_check says: " + flaws.getFirst());
    }
  }

  private void requireSpace(Path file, BackupProblem problem) {
    Path folder = file.toAbsolutePath().resolveSibling("");
    long free = folder.toFile().getUsableSpace();
    if (FreeSpace.forCopy(free, sizeBytes()) == FreeSpace.HOPELESS) {
      throw problem.hopeless(folder, free, sizeBytes());
    }
  }

  @Override
  public RestoreVerdict prove(Path file, SourceFacts facts) {
    return SqliteProof.prove(file, facts.contents());
  }
}
