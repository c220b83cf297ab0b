package org.ignition.migration.snapshot;

import java.util.List;

/**
 * How a later schema differs from an earlier one. Holds every difference, those of a dropped
 * table's columns too; {@link #headlines()} has only those that need saying.
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

  /**
   * Compares what is called the same: for schemas that may be of different databases. Tables whose
   * common columns have another order are {@link Difference.Reordered}.
   */
  public static SchemaDiff byName(SchemaSnapshot before, SchemaSnapshot after) {
    return NameComparison.of(before, after);
  }

  /**
   * Compares what is the same object, whatever it is called: for two moments of one database. What
   * was dropped and made again is gone and appeared where it holds rows or values; an index,
   * constraint, view or routine made again is compared with the one of its name.
   */
  public static SchemaDiff byIdentity(SchemaSnapshot before, SchemaSnapshot after) {
    return IdentityComparison.of(before, after);
  }

  /** Whether both are equal, the order of columns included. */
  public boolean isEmpty() {
    return differences.isEmpty();
  }

  /** Whether both are equal but for the order of columns. */
  public boolean isOrderOnly() {
    return differences.stream().allMatch(Difference.Reordered.class::isInstance);
  }

  /**
   * Without objects of {@code kind} that the later schema has in addition; such as extensions,
   * which others may use by then, so that a down rightly leaves them.
   */
  public SchemaDiff withoutNew(ObjectKind kind) {
    return new SchemaDiff(
        differences.stream()
            .filter(each ->
                !(each instanceof Difference.Appeared(SchemaObject object)
                    && object.name().kind() == kind))
            .toList());
  }

  /** Without what follows from another: the columns of a dropped table, the index of a key. */
  public List<Difference> headlines() {
    return Headlines.of(differences);
  }
}
