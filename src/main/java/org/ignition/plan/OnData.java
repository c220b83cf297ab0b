package org.ignition.plan;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ignition.failure.Problem;

/**
 * What pending migrations did on a copy of the data.
 *
 * @param sentences what a person should know, without full stop
 * @param failing why one does not run there, by its label
 */
public record OnData(List<String> sentences, Map<String, Problem> failing) {

  /** Nobody tried. */
  public static final OnData UNKNOWN = new OnData(List.of(), Map.of());

  /** Copies list and map. */
  public OnData {
    sentences = List.copyOf(sentences);
    failing = Map.copyOf(failing);
  }

  /** The same, and {@code sentence} before all that is said. */
  public OnData after(String sentence) {
    return new OnData(Stream.concat(Stream.of(sentence), sentences.stream()).toList(), failing);
  }
}
