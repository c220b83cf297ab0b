package org.ignition.migration;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Migrations of the same application for another database, of which only names are known.
 *
 * @param folder relative to the workspace
 * @param names of its migrations without version and ending, by version
 */
public record DialectFolder(Path folder, SortedMap<MigrationVersion, String> names) {

  /** Copies the map. */
  public DialectFolder {
    names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
  }
}
