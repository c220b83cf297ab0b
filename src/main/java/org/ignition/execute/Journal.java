package org.ignition.execute;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.plan.Step;

/**
 * What happened to each step of a plan, in order: the first thing to read after a failure. Safe for
 * several threads, since whoever cancels a command reads it while it may still run.
 */
public final class Journal {

  private final List<Entry> entries = new ArrayList<>();
  private Optional<Step> underWay = Optional.empty();

  synchronized void begin(Step step) {
    underWay = Optional.of(step);
  }

  synchronized void record(Step step, Outcome outcome, Duration took, String remark) {
    underWay = Optional.empty();
    entries.add(new Entry(step, outcome, took, remark));
  }

  /**
   * One entry per step of the plan; what was never begun is {@link Outcome#NOT_BEGUN}. As long as
   * the plan is carried out, those that were begun.
   */
  public synchronized List<Entry> entries() {
    return Stream.concat(
            entries.stream(),
            underWay.stream().map(step -> new Entry(step, Outcome.UNDER_WAY, Duration.ZERO, "")))
        .toList();
  }

  /** Whether something was done that others can see. */
  public synchronized boolean hasVisibleEffects() {
    return entries.stream()
        .anyMatch(entry -> entry.step().visible() && entry.outcome() == Outcome.DONE);
  }

  /** Whether that was done, or may have been by what is under way. */
  public synchronized boolean mayHaveVisibleEffects() {
    return hasVisibleEffects() || underWay.filter(Step::visible).isPresent();
  }

  synchronized void close(List<? extends Step> plan) {
    Stream<? extends Step> rest = plan.stream().skip(entries.size());
    rest.toList().forEach(step -> record(step, Outcome.NOT_BEGUN, Duration.ZERO, ""));
  }

  /** How a step ended. */
  public enum Outcome {
    /** It was done. */
    DONE,
    /** It was begun and is not at its end. */
    UNDER_WAY,
    /** It failed; what it had done by then is said in the remark. */
    FAILED,
    /** An earlier step failed. */
    NOT_BEGUN
  }

  /**
   * One line of the journal.
   *
   * @param step which step
   * @param outcome how it ended
   * @param took how long it ran
   * @param remark what is worth knowing beyond the title; may be empty
   */
  public record Entry(Step step, Outcome outcome, Duration took, String remark) {}
}
