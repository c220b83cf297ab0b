package org.ignition.migration.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ignition.database.Blocker;
import org.ignition.database.BlockerWatch;
import org.ignition.database.TargetDatabase;
import org.ignition.migration.history.MigrationRecord;
import org.jspecify.annotations.Nullable;

/** Who stands in the way of our session, and what to do about it: tell, wait, try again. */
final class Blockage implements AutoCloseable {

  /** {@code lock_not_available} and {@code deadlock_detected}. */
  private static final Set<String> STATES = Set.of("55P03", "40P01");

  private final TargetDatabase database;
  private final Patience patience;
  private final ApplyListener listener;
  private Optional<BlockerWatch> watch = Optional.empty();
  private @Nullable Connection watched;
  private List<Blocker> last = List.of();

  Blockage(TargetDatabase database, Patience patience, ApplyListener listener) {
    this.database = database;
    this.patience = patience;
    this.listener = listener;
  }

  /** Looks at {@code session} from now on. */
  void watch(Connection session) {
    if (watched != session) {
      close();
      watched = session;
      watch = Optional.of(database.watch(session));
    }
  }

  /** Whether {@code why} is that another session held a lock. */
  boolean is(SQLException why) {
    return STATES.contains(database.explain(why).sqlState());
  }

  /** Whether a script that left nothing behind is to run again, after a pause. */
  boolean letsTryAgain(Stopped stopped, int attempt) {
    return stopped.leavesNothing()
        && is(stopped.why())
        && waited(stopped.work().migration(), attempt);
  }

  /**
   * Tells who was in the way, and waits.
   *
   * @return whether there is to be another attempt
   */
  boolean waited(MigrationRecord migration, int attempt) {
    last = watch.map(BlockerWatch::seen).orElse(List.of());
    if (patience.isOver(attempt)) {
      return false;
    }
    var pause = patience.after(attempt);
    listener.waits(migration, last, attempt, pause);
    patience.pause(pause);
    return true;
  }

  /** Who was in the way when something last gave up. */
  List<Blocker> last() {
    return last;
  }

  @Override
  public void close() {
    watch.ifPresent(BlockerWatch::close);
    watch = Optional.empty();
    watched = null;
  }
}
