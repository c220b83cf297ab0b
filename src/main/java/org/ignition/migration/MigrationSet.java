package org.ignition.migration;

import java.nio.file.Path;
import java.util.List;

/**
 * All migrations of a folder.
 *
 * @param folder relative to the workspace
 * @param layout how its files are named
 * @param migrations in ascending order; versions may repeat, which is a finding
 * @param strayDowns downs without an up
 * @param repeatables scripts without a version that run after all others, whenever they change, in
 *     the order in which they run
 * @param strays files among the migrations that are none: SQL with other names, and programs
 */
public record MigrationSet(
    Path folder,
    Layout layout,
    List<Migration> migrations,
    List<Script> strayDowns,
    List<Script> repeatables,
    List<Path> strays) {

  /** Copies the lists. */
  public MigrationSet {
    migrations = List.copyOf(migrations);
    strayDowns = List.copyOf(strayDowns);
    repeatables = List.copyOf(repeatables);
    strays = List.copyOf(strays);
  }

  /** A set without strays. */
  public MigrationSet(
      Path folder,
      Layout layout,
      List<Migration> migrations,
      List<Script> strayDowns,
      List<Script> repeatables) {
    this(folder, layout, migrations, strayDowns, repeatables, List.of());
  }
}
