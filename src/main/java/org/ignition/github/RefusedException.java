package org.ignition.github;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** GitHub answered a request with a status that is none of success. */
final class RefusedException extends IOException {

  private static final int DEEPEST = 8;

  private final transient Refusal refusal;

  RefusedException(Refusal refusal) {
    super("GitHub answers " + refusal.status());
    this.refusal = refusal;
  }

  /** The refusal that {@code failure} was caused by; the library wraps it more than once. */
  static Optional<Refusal> in(Throwable failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(DEEPEST)
        .filter(RefusedException.class::isInstance)
        .map(RefusedException.class::cast)
        .map(refused -> refused.refusal)
        .findFirst();
  }
}
