package org.ignition.migration.history;

import java.util.List;

/**
 * What the name {@code schema_migrations} leads to, where the application looks for its schema's
 * version.
 */
public sealed interface VersionTable {

  /** To nothing: a view of ours can have the name. */
  record Free() implements VersionTable {}

  /** To our view. */
  record View() implements VersionTable {}

  /**
   * To a table from before, which is kept in step.
   *
   * @param shape how it holds versions
   * @param textual whether versions are texts there and not numbers
   * @param versions its values, in ascending order of number
   * @param dirty whether it says that its one version was left unfinished, as golang-migrate does
   */
  record Kept(Shape shape, boolean textual, List<String> versions, boolean dirty)
      implements VersionTable {

    /** Copies the list. */
    public Kept {
      versions = List.copyOf(versions);
    }
  }

  /**
   * To something that can't be kept.
   *
   * @param why what stands in the way, one sentence without a full stop
   */
  record Unusable(String why) implements VersionTable {}

  /** How a table holds the versions that were applied. */
  enum Shape {
    /** One row, the newest version, with a column {@code dirty}, as golang-migrate keeps it. */
    ONE_ROW,
    /** A row for each version. */
    ROW_PER_MIGRATION
  }
}
