package org.ignition.database.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import org.ignition.database.HeldLock;
import org.ignition.database.LockHolder;
import org.ignition.database.LockNote;
import org.ignition.database.LockRequest;
import org.ignition.database.Pause;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;

/**
 * The lock of a SQLite database, while it is ours: a locked file for other runs of ours, taken when
 * no other program had the database locked.
 */
final class SqliteLock implements HeldLock {

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int LONGEST_TEXT = 200;
  private static final LockHolder UNKNOWN = new LockHolder(0, "", "", Duration.ZERO, "");

  private final SqliteFile database;
  private final LockFile lock;

  private SqliteLock(SqliteFile database, LockFile lock) {
    this.database = database;
    this.lock = lock;
  }

  /** Waits as {@code request} says. */
  static HeldLock take(SqliteFile database, LockRequest request, Clock clock) {
    LockNote note = new LockNote(request.actor(), request.runUrl());
    LockFile.Attempt attempt = attempt(database, note, clock);
    if (attempt instanceof LockFile.Attempt.Refused(var holder) && !request.patience().isZero()) {
      request.waiting().accept(holder);
      attempt = await(database, note, request.patience(), clock);
    }
    return switch (attempt) {
      case LockFile.Attempt.Taken(var lock) -> new SqliteLock(database, lock);
      case LockFile.Attempt.Refused(var holder) -> throw taken(database.path(), holder);
    };
  }

  private static LockFile.Attempt await(
      SqliteFile database, LockNote note, Duration patience, Clock clock) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      long left = end - System.nanoTime();
      Pause.take(Duration.ofNanos(Math.clamp(left, 0, PAUSE.toNanos())));
      LockFile.Attempt attempt = attempt(database, note, clock);
      if (attempt instanceof LockFile.Attempt.Taken || left <= 0) {
        return attempt;
      }
    }
  }

  private static LockFile.Attempt attempt(SqliteFile database, LockNote note, Clock clock) {
    try {
      LockFile.Attempt attempt =
          LockFile.tryLock(LockFile.beside(database.path()), note, clock.instant());
      if (attempt instanceof LockFile.Attempt.Taken(LockFile lock) && !isFree(database, lock)) {
        lock.close();
        return new LockFile.Attempt.Refused(UNKNOWN);
      }
      return attempt;
    } catch (IOException e) {
      CancelledException.throwIfInterrupted(); // Which closes the file.
      throw SqliteProblem.readOnly(
          database.path(), "The file of its lock can't be written: " + e.getMessage());
    }
  }

  /** Whether nobody else reads or writes it now; with a write-ahead log, whether nobody writes. */
  private static boolean isFree(SqliteFile database, LockFile lock) {
    if (!database.exists()) {
      return true;
    }
    try (Connection session = database.connectAtOnce();
        Statement statement = session.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      statement.execute("ROLLBACK");
      return true;
    } catch (SQLException e) {
      if (SqliteProblem.isBusy(e)) {
        return false;
      }
      if (SqliteProblem.isDamage(e)) {
        return true; // SQLite can't lock it, so nobody has it locked; a restore looks again.
      }
      lock.close();
      throw SqliteProblem.of(database.path(), "lock the database", e);
    }
  }

  private static RemoteException taken(Path path, LockHolder holder) {
    if (holder.pid() == 0) {
      return SqliteProblem.busy(path, new SQLException("SQLITE_BUSY"));
    }
    return new RemoteException(
        Problem.of(
            ErrorCode.DATABASE_LOCKED,
            "Another run works on " + path,
            described(holder),
            "Wait for it, raise `lock-timeout`, or, where it hangs, end it: kill " + holder.pid()));
  }

  private static String described(LockHolder holder) {
    return "It is process %d%s%s%s"
        .formatted(
            holder.pid(),
            part(" of ", holder.actor()),
            holder.age().isZero() ? "" : ", begun " + holder.age().toSeconds() + " s ago",
            part(", see ", holder.runUrl()));
  }

  private static String part(String word, String text) {
    return text.isEmpty() ? "" : word + Quoted.line(text, LONGEST_TEXT);
  }

  @Override
  public void require() {
    if (!lock.isHeld()) {
      throw new RemoteException(
          Problem.of(
              ErrorCode.DATABASE_LOST,
              "The lock of " + database.path() + " is lost",
              "Its file was closed",
              "Run the same command again: it reads what took effect and goes on from there"));
    }
  }

  @Override
  public String proof() {
    return "";
  }

  @Override
  public void close() {
    lock.close();
  }
}
