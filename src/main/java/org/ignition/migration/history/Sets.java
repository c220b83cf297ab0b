package org.ignition.migration.history;

import java.util.SortedSet;
import java.util.TreeSet;
import org.ignition.migration.MigrationVersion;

/** Sets of versions, compared as versions are. */
final class Sets {

  private Sets() {}

  static SortedSet<MigrationVersion> minus(
      SortedSet<MigrationVersion> all, SortedSet<MigrationVersion> without) {
    SortedSet<MigrationVersion> rest = new TreeSet<>(all);
    rest.removeIf(without::contains);
    return rest;
  }

  static SortedSet<MigrationVersion> union(
      SortedSet<MigrationVersion> first, SortedSet<MigrationVersion> second) {
    SortedSet<MigrationVersion> all = new TreeSet<>(first);
    all.addAll(second);
    return all;
  }

  static SortedSet<MigrationVersion> common(
      SortedSet<MigrationVersion> first, SortedSet<MigrationVersion> second) {
    SortedSet<MigrationVersion> both = new TreeSet<>(first);
    both.removeIf(each -> !second.contains(each));
    return both;
  }

  static boolean areEqual(SortedSet<MigrationVersion> first, SortedSet<MigrationVersion> second) {
    return first.size() == second.size() && second.containsAll(first);
  }
}
