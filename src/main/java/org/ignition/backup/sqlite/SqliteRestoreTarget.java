package org.ignition.backup.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.ignition.backup.BackupContents;
import org.ignition.backup.BackupFormat;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.FreeSpace;
import org.ignition.backup.RestoreTarget;
import org.ignition.database.sqlite.SqliteCopy;
import org.ignition.database.sqlite.SqliteExclusive;
import org.ignition.database.sqlite.SqliteUsers;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;

/**
 * A SQLite database that a backup takes the place of: others are kept out, the backup is copied
 * beside it, checked and put on the disk, and then given its name in one step. Whoever restores
 * holds the lock against other runs of this program, and has closed its own sessions.
 */
public final class SqliteRestoreTarget implements RestoreTarget {

  private static final int LONGEST = 200;

  private final Path database;
  private final RestoreProblem problem;
  private final Consumer<RestoreStage> reached;

  /**
   * Which one.
   *
   * @param database absolute and real; need not be there
   */
  public SqliteRestoreTarget(Path database) {
    this(database, _ -> {});
  }

  /** The same, and tells how far it is. */
  SqliteRestoreTarget(Path database, Consumer<RestoreStage> reached) {
    this.database = database;
    this.problem = new RestoreProblem(database);
    this.reached = reached;
  }

  @Override
  public String name() {
    return database.toString();
  }

  @Override
  public String database() {
    return database.getFileName().toString();
  }

  @Override
  public BackupFormat format() {
    return BackupFormat.SQLITE;
  }

  @Override
  public boolean isEmpty() {
    return !Files.exists(database) || read(ContentsReader::isEmpty);
  }

  @Override
  public List<String> others() {
    return SqliteUsers.of(database);
  }

  @Override
  public BackupContents contents() {
    return Files.exists(database) ? read(ContentsReader::read) : ContentsReader.NOTHING;
  }

  @Override
  public OptionalLong schemaVersion() {
    return Files.exists(database) ? read(SqliteSource::recorded).version() : OptionalLong.empty();
  }

  private <T> T read(SqliteCopy.Reading<T> reading) {
    try {
      return SqliteCopy.read(database, reading);
    } catch (IOException e) {
      throw new RemoteException(
          Problem.of(
              ErrorCode.DATABASE_UNSOUND,
              "Can't read " + Quoted.line(name(), LONGEST),
              "SQLite said: " + Quoted.line(String.valueOf(e.getMessage()), LONGEST),
              "If it is damaged, move the file away and restore into a new one"),
          e);
    }
  }

  @Override
  public void restore(Path file, BackupWatch watch) {
    restore(file, watch, SqliteExclusive::replaceWith);
  }

  @Override
  public Optional<String> restoreKeeping(Path file, BackupWatch watch) {
    AtomicReference<Optional<Path>> kept = new AtomicReference<>(Optional.empty());
    restore(file, watch, (old, staged) -> kept.set(old.makeWayFor(staged)));
    return kept.get().map(Path::toString);
  }

  /** Gives the database's name to what is staged. */
  private interface Replacing {
    void by(SqliteExclusive old, Path staged) throws IOException;
  }

  private void restore(Path file, BackupWatch watch, Replacing replacing) {
    requireSpace(file);
    try (SqliteExclusive old = SqliteExclusive.take(database)) {
      requireNoOthers();
      reached.accept(RestoreStage.SETTLED);
      replace(old, file, watch, replacing);
    }
  }

  /** Whoever has it open though it is locked would go on with the file that loses its name. */
  private void requireNoOthers() {
    List<String> others = others();
    if (!others.isEmpty()) {
      throw problem.used(others);
    }
  }

  private void replace(SqliteExclusive old, Path file, BackupWatch watch, Replacing replacing) {
    try (StagedFile staged = StagedFile.beside(database)) {
      staged.fill(file, watch, () -> reached.accept(RestoreStage.COPYING));
      SqliteProof.requireReadable(staged.path());
      staged.takeOverOwner();
      reached.accept(RestoreStage.STAGED);
      replacing.by(old, staged.path());
      reached.accept(RestoreStage.REPLACED);
    } catch (IOException | UnsupportedOperationException e) {
      throw problem.of(e); // The latter where files have no owner.
    }
  }

  private void requireSpace(Path file) {
    Path folder = database.resolveSibling("");
    long free = folder.toFile().getUsableSpace();
    long size = file.toFile().length();
    if (FreeSpace.forCopy(free, size) == FreeSpace.HOPELESS) {
      throw problem.noSpace("%d bytes are free, and the backup has %d".formatted(free, size));
    }
  }
}
