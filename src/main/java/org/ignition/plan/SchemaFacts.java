package org.ignition.plan;

import java.util.List;
import org.ignition.migration.ReleaseSchema;

/**
 * What the checkout tells of the schema of its release.
 *
 * @param told goes into the build metadata
 * @param notes what is worth knowing about it, one line each
 */
public record SchemaFacts(ReleaseSchema told, List<String> notes) {

  /** Nothing is told, and nothing is to be said about that. */
  public static final SchemaFacts NONE = new SchemaFacts(ReleaseSchema.NONE, List.of());

  /** Copies the list. */
  public SchemaFacts {
    notes = List.copyOf(notes);
  }
}
