package org.ignition.execute;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.ignition.failure.CancelledException;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PartialException;
import org.ignition.plan.Plan;
import org.ignition.plan.Step;

/**
 * Goes through a plan step by step, tells the listener, and keeps the journal. What a step does is
 * its command's executor's to know.
 *
 * @param <S> the steps of that command
 */
final class PlanRun<S extends Step> {

  private final StepListener listener;
  private final Clock clock;
  private final Journal journal = new Journal();

  PlanRun(StepListener listener, Clock clock) {
    this.listener = listener;
    this.clock = clock;
  }

  Journal journal() {
    return journal;
  }

  /**
   * Carries out {@code plan} up to its end or the first failure.
   *
   * @param perform does what a step says and returns what is worth remarking; a step that it {@link
   *     GivenUp gives up} does not end the plan
   * @throws PartialException when a step fails after something became visible to others
   * @throws IgnitionException when a step fails before
   */
  void carryOut(Plan<S> plan, Function<S, String> perform) {
    carryOut(plan, perform, step -> "");
  }

  /**
   * As {@link #carryOut(Plan, Function)}, for steps that may have done a part when they fail.
   *
   * @param doneBy says what a step that failed had done by then; may be empty
   */
  void carryOut(Plan<S> plan, Function<S, String> perform, Function<S, String> doneBy) {
    try {
      plan.steps().forEach(step -> carryOut(step, perform, doneBy));
    } finally {
      journal.close(plan.steps());
    }
  }

  private void carryOut(S step, Function<S, String> perform, Function<S, String> doneBy) {
    cancelled();
    journal.begin(step);
    listener.begins(step);
    Instant began = clock.instant();
    try {
      String remark = perform.apply(step);
      Duration took = since(began);
      journal.record(step, Journal.Outcome.DONE, took, remark);
      listener.done(step, took, remark);
    } catch (GivenUp e) {
      journal.record(step, Journal.Outcome.FAILED, since(began), e.remark());
      listener.failed(step, since(began));
    } catch (RuntimeException e) {
      boolean partial = journal.hasVisibleEffects() || e instanceof PartialException;
      journal.record(step, Journal.Outcome.FAILED, since(began), doneBy.apply(step));
      listener.failed(step, since(began));
      throw partial && e instanceof IgnitionException failure ? partial(failure) : e;
    }
  }

  /** Nothing is begun once the command was cancelled. */
  private void cancelled() {
    try {
      CancelledException.throwIfInterrupted();
    } catch (CancelledException e) {
      throw journal.hasVisibleEffects() ? partial(e) : e;
    }
  }

  /** The same failure, with something visible done. */
  static PartialException partial(IgnitionException failure) {
    return failure instanceof PartialException already ? already : new PartialException(failure);
  }

  private Duration since(Instant from) {
    return Duration.between(from, clock.instant());
  }
}
