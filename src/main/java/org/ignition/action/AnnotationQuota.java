package org.ignition.action;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps a step within the ten annotations of a level that GitHub shows; it drops the others without
 * a word, so they are kept for the summary.
 */
final class AnnotationQuota {

  static final int PER_LEVEL = 10;

  private final Map<Annotation.Level, Integer> used = new EnumMap<>(Annotation.Level.class);
  private final List<Annotation> surplus = new ArrayList<>();

  /** Whether {@code annotation} is within the limit; else it is kept as surplus. */
  synchronized boolean admit(Annotation annotation) {
    boolean admitted = take(annotation.level());
    if (!admitted) {
      surplus.add(annotation);
    }
    return admitted;
  }

  /** Whether one more of {@code level} is within the limit. */
  synchronized boolean take(Annotation.Level level) {
    return used.merge(level, 1, Integer::sum) <= PER_LEVEL;
  }

  /** What was not admitted, in order. */
  synchronized List<Annotation> surplus() {
    return List.copyOf(surplus);
  }
}
