package org.ignition.flow.migrate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.flow.reach.ReachedDatabase;
import org.ignition.image.Quoted;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.Script;
import org.ignition.migration.history.AppliedMigration;
import org.ignition.migration.history.StoredDown;
import org.ignition.migration.loss.CountLimits;
import org.ignition.migration.loss.Loss;
import org.ignition.migration.loss.LossCounter;
import org.ignition.migration.loss.LossEstimate.MigrationLoss;
import org.ignition.migration.loss.LossVerdict;
import org.ignition.migration.loss.UndoScript;
import org.ignition.plan.MigrateFacts.UndoCost;

/** What undoing migrations would cost on the database as it is now. */
final class UndoCosts {

  private static final int LONGEST_SCRIPT = 500;

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
    List<AppliedMigration> scripted =
        undone.stream().filter(each -> each.migration().down().isPresent()).toList();
    if (scripted.isEmpty()) {
      return costs;
    }
    List<MigrationLoss> losses =
        new LossCounter(reached.database(), CountLimits.USUAL)
            .estimate(scripted.stream().map(UndoCosts::script).toList())
            .migrations();
    for (int i = 0; i < scripted.size(); i++) {
      costs.put(scripted.get(i).sequence(), cost(scripted.get(i), losses.get(i)));
    }
    return costs;
  }

  private static UndoScript script(AppliedMigration applied) {
    StoredDown down = applied.migration().down().orElseThrow();
    return UndoScript.of(
        applied.migration().label(), down.text().orElseThrow(), down.transactional());
  }

  private UndoCost cost(AppliedMigration applied, MigrationLoss loss) {
    return new UndoCost(
        loss.losses().stream()
            .filter(each -> each.verdict() != LossVerdict.NOTHING)
            .map(Loss::what)
            .toList(),
        loss.verdict() != LossVerdict.UNKNOWN,
        remarks(applied));
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
        ? List.of(otherScript(applied, stored.get(), atHand.get()))
        : List.of();
  }

  private static String otherScript(AppliedMigration applied, StoredDown stored, Script atHand) {
    return applied.migration().label()
        + " is undone by the script that was stored with it ("
        + stored.checksum().abbreviated()
        + "), not by "
        + atHand.file()
        + " ("
        + atHand.checksum().abbreviated()
        + "). Stored is: "
        + Quoted.line(stored.text().orElseThrow().replaceAll("\\s+", " ").strip(), LONGEST_SCRIPT);
  }
}
