package org.ignition.flow;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a failure came from, for debug logs: classes and lines of the whole chain. Messages are
 * left out, since those of libraries may hold what must not be seen.
 */
public final class Traces {

  private static final int DEEPEST = 8;
  private static final int FRAMES = 12;

  private Traces() {}

  /** Where a defect came from, without the texts of exceptions, which may hold secrets. */
  public static String of(Throwable failure) {
    List<Throwable> chain =
        Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
            .limit(DEEPEST)
            .toList();
    return chain.stream().map(Traces::one).collect(Collectors.joining("\ncaused by "));
  }

  private static String one(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .limit(FRAMES)
        .map(frame -> "\n    at " + frame)
        .collect(Collectors.joining("", failure.getClass().getName(), ""));
  }
}
