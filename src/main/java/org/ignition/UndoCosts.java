package org.ignition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.Script;
import org.ignition.migration.history.AppliedMigration;
import org.ignition.migration.history.StoredDown;
import org.ignition.plan.MigrateFacts.UndoCost;

/** What undoing migrations would cost on the database as it is now. */
final class UndoCosts {

  private final ReachedDatabase reached;
  private final MigrationSet set;

  UndoCosts(ReachedDatabase reached, MigrationSet set) {
    this.reached = reached;
    this.set = set;
  }

  /**
   * Looks at them in the order in which they would be undone.
   *
   * @param undone newest first
   */
  Map<Long, UndoCost> of(List<AppliedMigration> undone) {
    Map<Long, UndoCost> costs = new LinkedHashMap<>();
    undone.forEach(each -> costs.put(each.sequence(), new UndoCost(List.of(), false, remarks(each))));
    return costs;
  }

  private List<String> remarks(AppliedMigration applied) {
    Optional<StoredDown> stored = applied.migration().down();
    Optional<Script> atHand =
        set.migrations().stream()
            .filter(file -> file.version().compareTo(applied.migration().version()) == 0)
            .findFirst()
            .flatMap(Migration::down);
    return stored.isPresent()
            && atHand.isPresent()
            && !stored.get().checksum().equals(atHand.get().checksum())
        ? List.of(
            applied.migration().label()
                + " is undone by the script that was stored with it ("
                + stored.get().checksum().abbreviated()
                + "), not by "
                + atHand.get().file()
                + " ("
                + atHand.get().checksum().abbreviated()
                + ")")
        : List.of();
  }
}
