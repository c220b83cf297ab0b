package org.ignition.github;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** GitHub answered a request with a status that is none of success. */
final class RefusedException extends IOException {

  private static final int DEEPEST = 8;

  private final int status;
  private final boolean overloaded;

  /**
   * @param overloaded whether the request was refused for its haste, not for what it asks
   */
  RefusedException(int status, boolean overloaded) {
    super("GitHub answers " + status);
    this.status = status;
    this.overloaded = overloaded;
  }

  int status() {
    return status;
  }

  boolean overloaded() {
    return overloaded;
  }

  /** The refusal that {@code failure} was caused by; the library wraps it more than once. */
  static Optional<RefusedException> in(Throwable failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(DEEPEST)
        .filter(RefusedException.class::isInstance)
        .map(RefusedException.class::cast)
        .findFirst();
  }
}
