package org.ignition.plan;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a command will do, decided before it does anything.
 *
 * @param <S> the steps that the command knows
 * @param intent the command's purpose in one line
 * @param steps in order; empty when there is nothing to do
 * @param notes what was decided against, and why
 */
public record Plan<S extends Step>(String intent, List<S> steps, List<String> notes) {

  /** Copies the lists. */
  public Plan {
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
  }

  /** Whether carrying it out changes anything. */
  public boolean changesAnything() {
    return steps.stream().anyMatch(Step::changes);
  }

  /** The steps with their numbers, each above its reason, for a person. */
  public List<String> numbered() {
    return IntStream.range(0, steps.size())
        .mapToObj(index ->
            (index + 1) + ". " + steps.get(index).title() + "\n     " + steps.get(index).reason())
        .toList();
  }
}
