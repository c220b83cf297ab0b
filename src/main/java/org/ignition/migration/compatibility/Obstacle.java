package org.ignition.migration.compatibility;

import java.util.List;
import java.util.stream.Collectors;
import org.ignition.migration.history.AppliedMigration;

/** What keeps a release from running on a schema, where undoing migrations does not help. */
public sealed interface Obstacle {

  /** One sentence without a full stop. */
  String sentence();

  /**
   * Migrations are missing that the release needs: they have to be applied first.
   *
   * @param version the highest applied one that the release knows; 0 where none is
   * @param need what the release needs
   */
  record MissingUps(long version, SchemaNeed.Known need) implements Obstacle {
    @Override
    public String sentence() {
      return "it needs schema "
          + need.range()
          + ", "
          + need.source()
          + ", and of that the database has "
          + (version == 0 ? "nothing" : "up to " + version);
    }
  }

  /**
   * Something has to be undone, and nothing undoes it.
   *
   * @param migrations without a stored down, or with one that was tried and leads elsewhere; newest
   *     first, at least one
   */
  record NoWayBack(List<AppliedMigration> migrations) implements Obstacle {

    /** Copies the list. */
    public NoWayBack {
      migrations = List.copyOf(migrations);
    }

    @Override
    public String sentence() {
      return "these would have to be undone, and nothing undoes them: "
          + migrations.stream()
              .map(each -> each.migration().label())
              .collect(Collectors.joining(", "));
    }
  }
}
