package org.ignition.plan;

import java.util.List;

/**
 * What a command will do, decided before it does anything.
 *
 * @param intent the command's purpose in one line
 * @param steps in order; empty when there is nothing to do
 * @param notes what was decided against, and why
 */
public record Plan(String intent, List<Step> steps, List<String> notes) {

  /** Copies the lists. */
  public Plan {
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
  }

  /** Whether anything remote would change. */
  public boolean changesAnything() {
    return steps.stream().anyMatch(step -> !(step instanceof Step.WriteMetadata));
  }
}
