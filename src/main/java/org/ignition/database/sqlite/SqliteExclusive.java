package org.ignition.database.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A database that nobody else uses, all of which is in its one file, so that the file can be
 * replaced: no log or journal lies beside it that SQLite would apply to whatever has its name next.
 *
 * <p>A database that is sound gets there by SQLite's own means, each of which leaves it whole
 * however this ends. Of one that is damaged, or gone, what lies beside it is set aside.
 */
public final class SqliteExclusive implements AutoCloseable {

  private static final String SET_ASIDE = ".set-aside";

  private final Path database;
  private final Hold hold;

  private SqliteExclusive(Path database, Hold hold) {
    this.database = database;
    this.hold = hold;
  }

  /**
   * Waits two seconds for others to end what they do.
   *
   * @param database absolute and real; need not be there
   * @throws org.ignition.failure.RemoteException when somebody else uses it, or it can't be written
   *     to
   */
  public static SqliteExclusive take(Path database) {
    requireWritable(database);
    try {
      return new SqliteExclusive(database, Hold.of(database)).cleared();
    } catch (SQLException e) {
      throw SqliteProblem.of(database, "give way to another file", e);
    } catch (IOException e) {
      throw SqliteProblem.readOnly(database, "It said: " + e.getMessage());
    }
  }

  /** A database that can only be read can't be locked either, and SQLite would not say so. */
  static void requireWritable(Path database) {
    boolean file = !Files.exists(database) || Files.isWritable(database);
    if (!file || !Files.isWritable(database.resolveSibling("."))) {
      throw SqliteProblem.readOnly(database, "The file or its folder belongs to somebody else");
    }
  }

  private SqliteExclusive cleared() throws IOException {
    try {
      clear();
      return this;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /**
   * What SQLite has left is empty or done with; what it has not touched belongs to a file that is
   * damaged or gone, and may still tell somebody something.
   */
  private void clear() throws IOException {
    Files.deleteIfExists(beside("-shm"));
    for (String suffix : List.of("-wal", "-journal")) {
      Path file = beside(suffix);
      if (Files.exists(file) && hold instanceof Hold.OfSqlite) {
        Files.delete(file);
      } else if (Files.exists(file)) {
        Files.move(file, aside(suffix));
      }
    }
  }

  /** A name that nothing has: what was set aside before stays too. */
  private Path aside(String suffix) {
    Path file = beside(suffix + SET_ASIDE);
    for (int number = 2; Files.exists(file); number++) {
      file = beside(suffix + SET_ASIDE + "-" + number);
    }
    return file;
  }

  private Path beside(String suffix) {
    return database.resolveSibling(database.getFileName() + suffix);
  }

  /**
   * Gives its name to another file, which is on the disk already.
   *
   * <p>The folder is written to the disk before, too: a log that came back with the power would be
   * applied to the new file.
   *
   * @param file in the same folder
   * @throws IOException when it can't; the database is as it was then
   */
  public void replaceWith(Path file) throws IOException {
    force(database.resolveSibling(""));
    Files.move(file, database, StandardCopyOption.ATOMIC_MOVE);
    hold.done();
    force(database.resolveSibling(""));
  }

  /**
   * The same, and keeps the old file under another name beside it. It gets that name first, so that
   * there is a database at any moment.
   *
   * @return the old file's name now; empty where there was none
   */
  public Optional<Path> makeWayFor(Path file) throws IOException {
    if (!Files.exists(database)) {
      replaceWith(file);
      return Optional.empty();
    }
    Path kept = Files.createLink(aside(""), database);
    try {
      replaceWith(file);
    } catch (IOException e) {
      Files.delete(kept);
      throw e;
    }
    return Optional.of(kept);
  }

  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every file system can be asked for this.
    }
  }

  /** Lets others in, who see what is there now. */
  @Override
  public void close() {
    hold.close();
  }
}
