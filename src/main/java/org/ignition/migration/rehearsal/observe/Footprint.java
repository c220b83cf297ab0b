package org.ignition.migration.rehearsal.observe;

import java.util.HashSet;
import java.util.Set;
import org.ignition.migration.snapshot.Identity;

/**
 * What a statement may have changed of the schema.
 *
 * @param touched objects that were made, changed or dropped
 * @param complete whether nothing else was
 */
public record Footprint(Set<Identity> touched, boolean complete) {

  /** Nothing. */
  public static final Footprint NONE = new Footprint(Set.of(), true);

  /** Copies the set. */
  public Footprint {
    touched = Set.copyOf(touched);
  }

  /** The same where something else may have been changed. */
  public Footprint incomplete() {
    return new Footprint(touched, false);
  }

  /** Whether the schema is as it was. */
  public boolean isNone() {
    return complete && touched.isEmpty();
  }

  /** What both may have changed. */
  public Footprint and(Footprint other) {
    Set<Identity> both = new HashSet<>(touched);
    both.addAll(other.touched);
    return new Footprint(both, complete && other.complete);
  }
}
