package org.ignition.registry.client;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a token allows on one resource (distribution token specification, "scope").
 *
 * @param resource type and name, such as {@code repository:acme/shop}
 * @param actions such as {@code pull} and {@code push}
 */
record Scope(String resource, Set<String> actions) {

  private static final String PULL = "pull";
  private static final String PUSH = "push";

  Scope {
    actions = Set.copyOf(actions);
  }

  static Scope pull(String repository) {
    return new Scope("repository:" + repository, Set.of(PULL));
  }

  static Scope push(String repository) {
    return new Scope("repository:" + repository, Set.of(PULL, PUSH));
  }

  /** Reads the {@code scope} of a challenge: scopes separated by spaces; odd ones are left out. */
  static Set<Scope> parse(String text) {
    return Arrays.stream(text.split(" ", -1))
        .filter(part -> part.lastIndexOf(':') > 0)
        .map(Scope::parseOne)
        .collect(Collectors.toSet());
  }

  private static Scope parseOne(String part) {
    int colon = part.lastIndexOf(':');
    return new Scope(part.substring(0, colon), Set.of(part.substring(colon + 1).split(",", -1)));
  }

  /** Whether a token for {@code granted} is good for all of {@code needed}. */
  static boolean covers(Collection<Scope> granted, Collection<Scope> needed) {
    return needed.stream().allMatch(scope -> granted.stream().anyMatch(scope::within));
  }

  private boolean within(Scope granted) {
    return resource.equals(granted.resource) && granted.actions.containsAll(actions);
  }

  /** As a token request's parameter; actions sorted, so that {@code pull} comes before others. */
  @Override
  public String toString() {
    return resource + ":" + String.join(",", new TreeSet<>(actions));
  }
}
