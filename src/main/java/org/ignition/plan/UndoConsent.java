package org.ignition.plan;

import java.util.List;
import java.util.stream.Collectors;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.migration.history.AppliedMigration;

/** Holds what must be true, and said, before a migration is undone. */
final class UndoConsent {

  private UndoConsent() {}

  /**
   * Makes sure that {@code undone} may be undone.
   *
   * @throws PolicyException when there is no script for one, or what it costs was not agreed to
   * @throws org.ignition.failure.InputException when one can't be run
   */
  static void require(List<MigrateStep.UndoMigration> undone, MigrateRequest request) {
    undone.stream()
        .map(MigrateStep.UndoMigration::applied)
        .filter(applied -> applied.migration().down().isEmpty())
        .findFirst()
        .ifPresent(UndoConsent::impossible);
    undone.forEach(step -> RunnableScripts.requireStored(step.applied().migration()));
    List<String> losses = undone.stream().flatMap(step -> step.losses().stream()).toList();
    if (!request.allowDown()) {
      throw forwardOnly(undone, losses);
    }
    if (!request.allowDataLoss() && !losses.isEmpty()) {
      throw loses(losses);
    }
  }

  private static void impossible(AppliedMigration applied) {
    throw new PolicyException(
        Problem.of(
            ErrorCode.UNDO_IMPOSSIBLE,
            "No script is stored that undoes " + applied.migration().label(),
            "It was applied without one, by " + applied.origin(),
            applied
                .backup()
                .map(backup -> "Restore the backup " + backup + ", or go forward")
                .orElse("Write a new migration that goes forward")));
  }

  private static PolicyException forwardOnly(
      List<MigrateStep.UndoMigration> undone, List<String> losses) {
    String cost = losses.isEmpty() ? "nothing that is stored" : String.join(", ", losses);
    return new PolicyException(
        Problem.of(
            ErrorCode.UNDO_REFUSED,
            "To get there, "
                + undone.stream()
                    .map(each -> each.applied().migration().label())
                    .collect(Collectors.joining(", "))
                + " would be undone",
            "A production database goes forward only; undoing would lose " + cost,
            "Give `allow-down: true` if that is meant"));
  }

  private static PolicyException loses(List<String> losses) {
    return new PolicyException(
        Problem.of(
            ErrorCode.DATA_LOSS_REFUSED,
            "Undoing would lose " + losses.getFirst() + more(losses.size() - 1),
            losses.size() == 1
                ? "Once the script has run, only the backup has it"
                : "All of it: " + String.join(", ", losses),
            "Give `allow-data-loss: true` if it may be lost; a backup is taken first"));
  }

  private static String more(int others) {
    return others == 0 ? "" : " and " + others + " more";
  }
}
