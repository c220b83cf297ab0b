package org.ignition.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.history.Origin;
import org.ignition.migration.history.Repair;
import org.ignition.migration.history.Unfinished;

/** Deals with migrations that were left halfway: nothing goes on before a person looked. */
final class UnfinishedWork {

  private UnfinishedWork() {}

  /**
   * What is to be written down of the migration that was left unfinished.
   *
   * @throws PolicyException when there is one and nobody says what holds
   * @throws InputException when somebody does and there is none
   */
  static Optional<HistoryEvent> settle(MigrateFacts facts, Optional<Repair> repair) {
    if (facts.live().unfinished().isEmpty()) {
      repair.ifPresent(UnfinishedWork::refuseNeedless);
      return Optional.empty();
    }
    Unfinished unfinished = facts.live().unfinished().getFirst();
    return Optional.of(
        event(
            unfinished, repair.orElseThrow(() -> unsettled(unfinished, facts.checksIntegrity()))));
  }

  private static HistoryEvent event(Unfinished unfinished, Repair repair) {
    HistoryEvent.Kind kind =
        switch (repair) {
          case APPLIED -> HistoryEvent.Kind.APPLIED;
          case UNDONE -> HistoryEvent.Kind.UNDONE;
        };
    return new HistoryEvent(
        0,
        kind,
        unfinished.migration(),
        unfinished.by(),
        Instant.EPOCH,
        Duration.ZERO,
        Optional.empty(),
        Origin.REPAIR,
        unfinished.remark());
  }

  /** In a file nobody works on, as the lock on it was free. */
  private static PolicyException unsettled(Unfinished unfinished, boolean inFile) {
    String remark = unfinished.remark().isEmpty() ? "" : ". It was left so: " + unfinished.remark();
    return new PolicyException(
        Problem.of(
            ErrorCode.HISTORY_UNFINISHED,
            (unfinished.undoing() ? "Undoing " : "Applying ")
                + unfinished.migration().label()
                + " was left unfinished",
            "No transaction surrounded it, so some of its statements may have taken effect"
                + remark,
            (inFile
                    ? "Finish"
                    : "Make sure that no session of that run still works (application_name"
                        + " `ignition-release migrate` in pg_stat_activity), finish")
                + " its statements or undo them by hand, then run again with `repair: applied` or"
                + " `repair: undone`"));
  }

  private static void refuseNeedless(Repair repair) {
    throw new InputException(
        Problem.of(
            ErrorCode.INPUT_INVALID,
            "Input `repair` says " + repair + ", but no migration is unfinished",
            "It would say of another one what is not true",
            "Remove `repair`"));
  }
}
