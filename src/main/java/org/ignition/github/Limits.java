package org.ignition.github;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of how often may be asked (docs.github.com, “Rate limits for the REST API”).
 *
 * @param pause before the next request
 * @param usedUp whether the requests of this hour are
 * @param until when they are used up; GitHub gives it with every answer
 */
record Limits(Optional<Duration> pause, boolean usedUp, Optional<Instant> until) {

  private static final String SECONDS = "[0-9]{1,6}";
  private static final String EPOCH_SECONDS = "[0-9]{1,11}";

  /** As headers say it, whose names {@code header} takes in any case. */
  static Limits of(UnaryOperator<@Nullable String> header) {
    return new Limits(
        number(header.apply("Retry-After"), SECONDS).map(Duration::ofSeconds),
        "0".equals(header.apply("X-RateLimit-Remaining")),
        number(header.apply("X-RateLimit-Reset"), EPOCH_SECONDS).map(Instant::ofEpochSecond));
  }

  private static Optional<Long> number(@Nullable String text, String form) {
    return Optional.ofNullable(text).filter(digits -> digits.matches(form)).map(Long::valueOf);
  }
}
