package org.ignition.migration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a release tells of its schema.
 *
 * @param range the versions that it says it runs on; empty when it says nothing
 * @param migrations those of its commit, in ascending order; empty when it tells of none
 */
public record ReleaseSchema(Optional<SchemaRange> range, List<ReleaseMigration> migrations) {

  /** Nothing is told. */
  public static final ReleaseSchema NONE = new ReleaseSchema(Optional.empty(), List.of());

  /** Copies the list. */
  public ReleaseSchema {
    migrations = List.copyOf(migrations);
  }

  /**
   * What was {@code told} before, with the verdicts of this one on migrations that were unknown
   * then and have the same scripts.
   */
  public List<ReleaseMigration> completing(List<ReleaseMigration> told) {
    Map<ReleaseMigration, ReleaseMigration> known = new HashMap<>();
    migrations.forEach(migration -> known.put(migration.unclassified(), migration));
    return told.isEmpty() ? migrations : told.stream().map(each -> completed(each, known)).toList();
  }

  private static ReleaseMigration completed(
      ReleaseMigration told, Map<ReleaseMigration, ReleaseMigration> known) {
    return told.isClassified() ? told : known.getOrDefault(told.unclassified(), told);
  }
}
