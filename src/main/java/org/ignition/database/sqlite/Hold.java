package org.ignition.database.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Keeps others out of a database. */
sealed interface Hold {

  /** Who is still at it by then has not been stopped. */
  int BUSY_MILLIS = 2_000;

  /** What fits the database. */
  static Hold of(Path database) throws SQLException, IOException {
    if (!Files.exists(database)) {
      return new OfNothing();
    }
    Connection session = SqliteCopy.open(database, "mode=rw", BUSY_MILLIS);
    try {
      return OfSqlite.settle(session);
    } catch (SQLException e) {
      session.close();
      if (SqliteProblem.isDamage(e)) {
        return OfDamaged.lock(database);
      }
      throw e;
    }
  }

  /** The file has another's name now, and is nobody's concern any more. */
  default void done() {}

  /** Lets others in. */
  void close();

  /** There is no file. */
  record OfNothing() implements Hold {
    @Override
    public void close() {
      // Nothing was taken.
    }
  }

  /** SQLite's own lock. */
  final class OfSqlite implements Hold {

    private final Connection session;
    private boolean hadLog;

    private OfSqlite(Connection session, boolean hadLog) {
      this.session = session;
      this.hadLog = hadLog;
    }

    /**
     * Brings what is in the log into the file. A database gives its log up only when nobody else is
     * connected; the lock that is taken then keeps them out.
     */
    private static Hold settle(Connection session) throws SQLException {
      try (Statement statement = session.createStatement()) {
        boolean hadLog = text(statement, "PRAGMA journal_mode").equals("wal");
        if (hadLog) {
          text(statement, "PRAGMA journal_mode = DELETE");
        }
        statement.execute("BEGIN EXCLUSIVE");
        text(statement, "SELECT count(*) FROM sqlite_master");
        return new OfSqlite(session, hadLog);
      }
    }

    private static String text(Statement statement, String query) throws SQLException {
      try (ResultSet row = statement.executeQuery(query)) {
        return row.next() ? row.getString(1) : "";
      }
    }

    @Override
    public void done() {
      hadLog = false;
    }

    @Override
    public void close() {
      try (session;
          Statement statement = session.createStatement()) {
        statement.execute("ROLLBACK");
        if (hadLog) {
          text(statement, "PRAGMA journal_mode = WAL");
        }
      } catch (SQLException e) {
        // Whether it has a log is the application's to say, which says so when it connects.
      }
    }
  }

  /** The same lock, taken without SQLite, which locks nothing that it can't read. */
  record OfDamaged(FileChannel channel) implements Hold {

    /** See os_unix.c, and “File Locking” in SQLite's documentation. */
    private static final long FIRST_LOCK_BYTE = 0x40000000L;

    private static final long LOCK_BYTES = 512;

    private static Hold lock(Path database) throws IOException {
      FileChannel channel =
          FileChannel.open(database, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw SqliteProblem.busy(database, new IOException("its lock is taken"));
      }
      return new OfDamaged(channel);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
      try {
        return channel.tryLock(FIRST_LOCK_BYTE, LOCK_BYTES, false) != null;
      } catch (OverlappingFileLockException e) {
        return false; // It is ours, of another restore.
      }
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        // The lock goes with the program at the latest.
      }
    }
  }
}
