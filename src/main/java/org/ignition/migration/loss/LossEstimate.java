package org.ignition.migration.loss;

import java.util.List;

/**
 * What undoing migrations would lose on a database as it is now.
 *
 * @param migrations in the order in which they would be undone
 */
public record LossEstimate(List<MigrationLoss> migrations) {

  /** Copies the list. */
  public LossEstimate {
    migrations = List.copyOf(migrations);
  }

  /** Whether anything would be lost by any of them. */
  public LossVerdict verdict() {
    return migrations.stream()
        .map(MigrationLoss::verdict)
        .reduce(LossVerdict.NOTHING, LossVerdict::and);
  }

  /**
   * What undoing one of them would lose.
   *
   * @param label of the migration
   * @param losses in the order of the down's statements; tables that are empty are among them
   */
  public record MigrationLoss(String label, List<Loss> losses) {

    /** Copies the list. */
    public MigrationLoss {
      losses = List.copyOf(losses);
    }

    /** Whether anything would be lost by it. */
    public LossVerdict verdict() {
      return losses.stream().map(Loss::verdict).reduce(LossVerdict.NOTHING, LossVerdict::and);
    }
  }
}
