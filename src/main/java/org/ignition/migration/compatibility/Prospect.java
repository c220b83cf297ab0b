package org.ignition.migration.compatibility;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.migration.history.AppliedBy;
import org.ignition.migration.history.AppliedMigration;
import org.ignition.migration.history.LiveHistory;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.Origin;

/** What would hold on a database after a plan: to ask before it is carried out. */
public final class Prospect {

  private Prospect() {}

  /**
   * After {@code pending} were applied.
   *
   * @param pending none below what is applied: such a one would count as known to every release
   *     that runs on the schema now
   */
  public static LiveHistory afterApplying(List<MigrationRecord> pending, LiveHistory live) {
    Stream<AppliedMigration> added = pending.stream().map(Prospect::applied);
    return new LiveHistory(
        Stream.concat(live.applied().stream(), added).toList(), live.unfinished());
  }

  private static AppliedMigration applied(MigrationRecord migration) {
    return new AppliedMigration(
        migration, AppliedBy.UNKNOWN, Instant.EPOCH, Optional.empty(), Origin.IGNITION);
  }

  /** After a person said of {@code settled}, which was left unfinished, what holds. */
  public static LiveHistory afterSettling(MigrationRecord settled, LiveHistory live) {
    return new LiveHistory(
        live.applied(),
        live.unfinished().stream()
            .filter(each -> each.migration().sequence() != settled.sequence())
            .toList());
  }

  /** After all above {@code sequence} were undone. */
  public static LiveHistory afterUndoing(long sequence, LiveHistory live) {
    return new LiveHistory(
        live.applied().stream().filter(each -> each.sequence() <= sequence).toList(),
        live.unfinished());
  }
}
