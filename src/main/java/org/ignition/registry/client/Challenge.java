package org.ignition.registry.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a server wants us to log in (RFC 9110 §11.3).
 *
 * @param scheme lower-case, such as {@code bearer}
 * @param parameters by lower-case name
 */
record Challenge(String scheme, Map<String, String> parameters) {

  static final String BASIC = "basic";
  static final String BEARER = "bearer";

  Challenge {
    parameters = Map.copyOf(parameters);
  }

  /** The challenge to take up: a token rather than a password. */
  static Optional<Challenge> preferred(List<Challenge> challenges) {
    return first(challenges, BEARER).or(() -> first(challenges, BASIC));
  }

  private static Optional<Challenge> first(List<Challenge> challenges, String scheme) {
    return challenges.stream().filter(c -> c.scheme.equals(scheme)).findFirst();
  }

  /** Whether both ask for the same kind of login at the same service. */
  boolean sameService(Challenge other) {
    return scheme.equals(other.scheme)
        && parameter("realm").equals(other.parameter("realm"))
        && parameter("service").equals(other.parameter("service"));
  }

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }
}
