package org.ignition.migration.sqlite;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.ignition.migration.Migration;
import org.ignition.migration.Script;
import org.ignition.migration.rehearsal.Stop;
import org.ignition.migration.trace.ScriptRun;

/**
 * A database that holds what the migrations made, and no rows of ours. It is brought up to date
 * only when it is wanted.
 */
final class History {

  private final PairRehearsal pairs;
  private final Deque<Migration> pending = new ArrayDeque<>();
  private Image image = Image.EMPTY;

  History(PairRehearsal pairs) {
    this.pairs = pairs;
  }

  /** Lets {@code migration} be the next. */
  void add(Migration migration) {
    pending.add(migration);
  }

  /**
   * Applies what is pending.
   *
   * @return what did not run; nothing after it was applied
   */
  Optional<Stop> catchUp() throws SQLException {
    while (!pending.isEmpty()) {
      Migration next = pending.remove();
      if (run(next.up()) instanceof ScriptRun.Failed failed) {
        pending.clear();
        return Optional.of(new Stop(next, failed));
      }
    }
    return Optional.empty();
  }

  /** Adds rows for what comes. */
  void fill(Script fixtures) throws SQLException {
    if (run(fixtures) instanceof ScriptRun.Failed failed) {
      throw FixturesProblem.of(failed);
    }
  }

  private ScriptRun run(Script script) throws SQLException {
    PairRehearsal.Applied applied = pairs.applied(script, image);
    image = applied.image();
    return applied.run();
  }

  Image image() {
    return image;
  }
}
