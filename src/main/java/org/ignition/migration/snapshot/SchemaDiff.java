package org.ignition.migration.snapshot;

import java.util.List;

/**
 * How a later schema differs from an earlier one.
 *
 * @param differences in the order of their names
 */
public record SchemaDiff(List<Difference> differences) {

  /** No difference. */
  public static final SchemaDiff NONE = new SchemaDiff(List.of());

  /** Copies the list. */
  public SchemaDiff {
    differences = List.copyOf(differences);
  }

  /** Whether both are equal, the order of columns included. */
  public boolean isEmpty() {
    return differences.isEmpty();
  }

  /** Whether both are equal but for the order of columns. */
  public boolean isOrderOnly() {
    return differences.stream().allMatch(Difference.Reordered.class::isInstance);
  }
}
