package org.ignition.migration.rehearsal;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Stops a statement that the server's own timeout did not stop, as a script may have switched that
 * off: asks it to cancel, then ends its session, then drops the connection. Drops notices as they
 * come when there are too many to keep.
 */
final class Guard implements AutoCloseable {

  private static final long LOOK_NANOS = 20_000_000;
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final int MOST_NOTICES = 2_000;

  private final Statement statement;
  private final Runnable terminate;
  private final long begun = System.nanoTime();
  private final long limit;
  private final Thread thread;
  private volatile boolean over;
  private volatile int escalations;

  /**
   * @param limit after which the server should have stopped it
   * @param terminate ends the session from another one
   */
  Guard(Statement statement, Duration limit, Runnable terminate) {
    this.statement = statement;
    this.terminate = terminate;
    this.limit = limit.toNanos();
    // A virtual one that ends a session through a socket would cost 0.3 s at the JVM's exit.
    this.thread = Thread.ofPlatform().daemon().name("statement-guard").start(this::watch);
  }

  private void watch() {
    LockSupport.parkNanos(LOOK_NANOS);
    while (!over) {
      dropNotices();
      if (System.nanoTime() - begun > limit + GRACE.toNanos() * (escalations + 1)) {
        escalate();
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private void escalate() {
    int step = escalations;
    escalations = step + 1;
    try {
      switch (step) {
        case 0 -> statement.cancel();
        case 1 -> terminate.run();
        default -> statement.getConnection().abort(Runnable::run);
      }
    } catch (SQLException | RuntimeException _) {
      // The next step is harder.
    }
  }

  private void dropNotices() {
    try {
      int count = 0;
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        count++;
      }
      if (count > MOST_NOTICES) {
        statement.clearWarnings();
      }
    } catch (SQLException _) {
      // It was closed in the meantime.
    }
  }

  /** Whether it had to step in. */
  boolean stepped() {
    return escalations > 0;
  }

  @Override
  public void close() {
    over = true;
    LockSupport.unpark(thread);
  }
}
