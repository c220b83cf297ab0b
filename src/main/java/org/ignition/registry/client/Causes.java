package org.ignition.registry.client;

import java.util.Optional;
import java.util.stream.Stream;

/** Looks into what led to an exception. */
final class Causes {

  private static final int DEEPEST = 20;

  private Causes() {}

  static <T> Optional<T> find(Throwable failure, Class<T> type) {
    return Stream.iterate(failure, t -> t != null, Throwable::getCause)
        .limit(DEEPEST)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
