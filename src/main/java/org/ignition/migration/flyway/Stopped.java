package org.ignition.migration.flyway;

import java.sql.SQLException;
import java.util.Optional;
import org.ignition.migration.sql.SqlStatement;

/** A script did not run to its end. Never leaves this package. */
final class Stopped extends RuntimeException {

  /** How far it had come. */
  enum Stage {
    /** Nothing of it had run. */
    BEFORE,
    /** A statement of it failed. */
    STATEMENT,
    /** All of it had run, and what it left was not sound. */
    CHECKING,
    /** All of it had run, but not been recorded. */
    RECORDING
  }

  private final transient Work work;
  private final Stage stage;
  private final int index;
  private final SQLException why;

  private Stopped(Work work, Stage stage, int index, SQLException why) {
    super(why);
    this.work = work;
    this.stage = stage;
    this.index = index;
    this.why = why;
  }

  static Stopped before(Work work, SQLException why) {
    return new Stopped(work, Stage.BEFORE, 0, why);
  }

  static Stopped at(Work work, int index, SQLException why) {
    return new Stopped(work, Stage.STATEMENT, index, why);
  }

  static Stopped checking(Work work, SQLException why) {
    return new Stopped(work, Stage.CHECKING, work.statements().size(), why);
  }

  static Stopped recording(Work work, SQLException why) {
    return new Stopped(work, Stage.RECORDING, work.statements().size(), why);
  }

  Work work() {
    return work;
  }

  Stage stage() {
    return stage;
  }

  /** The statement that failed. */
  Optional<SqlStatement> statement() {
    return stage == Stage.STATEMENT ? Optional.of(work.statements().get(index)) : Optional.empty();
  }

  /** How many statements ran before. */
  int ran() {
    return index;
  }

  SQLException why() {
    return why;
  }

  /** Whether a transaction undid whatever had run. */
  boolean leavesNothing() {
    return work.transactional() || stage == Stage.BEFORE;
  }
}
