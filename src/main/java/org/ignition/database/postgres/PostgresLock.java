package org.ignition.database.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.ignition.database.HeldLock;
import org.ignition.database.LockHolder;
import org.ignition.database.LockRequest;
import org.ignition.database.Pause;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;

/** The lock of a database, while it is ours. */
final class PostgresLock implements HeldLock {

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int LONGEST_TEXT = 200;
  private static final LockHolder UNKNOWN = new LockHolder(0, "", "", Duration.ZERO, "");

  private final TargetSessions sessions;
  private final AdvisoryLock lock;
  private final AdvisoryLock.Owner owner;

  private PostgresLock(TargetSessions sessions, AdvisoryLock lock, AdvisoryLock.Owner owner) {
    this.sessions = sessions;
    this.lock = lock;
    this.owner = owner;
  }

  /** Waits for {@code lock} as {@code request} says. */
  static HeldLock take(TargetSessions sessions, AdvisoryLock lock, LockRequest request) {
    try {
      Optional<AdvisoryLock.Owner> owner = lock.tryOnce();
      if (owner.isEmpty() && !request.patience().isZero()) {
        request.waiting().accept(lock.holder().orElse(UNKNOWN));
        owner = await(lock, request.patience());
      }
      if (owner.isEmpty()) {
        throw taken(sessions, lock.holder().orElse(UNKNOWN), request.patience());
      }
      return new PostgresLock(sessions, lock, owner.get());
    } catch (SQLException e) {
      throw TargetProblem.reading(sessions, "take the lock", e);
    }
  }

  private static Optional<AdvisoryLock.Owner> await(AdvisoryLock lock, Duration patience)
      throws SQLException {
    long end = System.nanoTime() + patience.toNanos();
    Optional<AdvisoryLock.Owner> owner = Optional.empty();
    for (long left = patience.toNanos();
        owner.isEmpty() && left > 0;
        left = end - System.nanoTime()) {
      Pause.take(Duration.ofNanos(Math.min(left, PAUSE.toNanos())));
      owner = lock.tryOnce();
    }
    return owner;
  }

  private static RemoteException taken(
      TargetSessions sessions, LockHolder holder, Duration patience) {
    String ended =
        holder.pid() == 0
            ? ""
            : ", or, where nobody runs it any more, end its session there: SELECT"
                + " pg_terminate_backend("
                + holder.pid()
                + ");";
    return TargetProblem.remote(
        ErrorCode.DATABASE_LOCKED,
        "Another run works on "
            + sessions.name()
            + (patience.isZero() ? "" : ", for longer than " + patience.toSeconds() + " s"),
        described(holder),
        "Wait for it, or raise `lock-timeout`" + ended);
  }

  private static String described(LockHolder holder) {
    if (holder.pid() == 0) {
      return "It held the lock whenever it was tried";
    }
    return "It is session %d%s%s%s%s"
        .formatted(
            holder.pid(),
            part(" of ", holder.actor()),
            holder.age().isZero() ? "" : ", " + holder.age().toSeconds() + " s old",
            part(", from ", holder.client()),
            part(", see ", holder.runUrl()));
  }

  /** Nothing where nothing is known, as of sessions of roles that are not ours. */
  private static String part(String word, String text) {
    return text.isEmpty() ? "" : word + Quoted.line(text, LONGEST_TEXT);
  }

  @Override
  public void require() {
    boolean held;
    try {
      held = lock.isHeldBy(owner);
    } catch (SQLException e) {
      throw lost(Explanation.of(e).message(), e);
    }
    if (!held) {
      throw lost("the lock was given back", new SQLException("not in pg_locks"));
    }
  }

  private RemoteException lost(String said, SQLException cause) {
    return TargetProblem.lost("The lock of " + sessions.name() + " is lost", said, cause);
  }

  @Override
  public String proof() {
    return owner.proof();
  }

  @Override
  public void close() {
    try {
      if (sessions.pooled()) {
        lock.unlock();
      }
      lock.end();
    } catch (SQLException e) {
      // Its session is gone, and the lock with it.
    }
  }
}
