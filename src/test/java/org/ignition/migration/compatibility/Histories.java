package org.ignition.migration.compatibility;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ignition.image.Digest;
import org.ignition.migration.Assessment;
import org.ignition.migration.Classification;
import org.ignition.migration.DeploymentOrder;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.Reversibility;
import org.ignition.migration.Verdict;
import org.ignition.migration.history.AppliedBy;
import org.ignition.migration.history.AppliedMigration;
import org.ignition.migration.history.LiveHistory;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.Origin;
import org.ignition.migration.history.StoredDown;
import org.ignition.migration.history.Unfinished;

/** Histories to judge. */
final class Histories {

  static final Assessment ADDITIVE =
      new Assessment(
          Classification.ADDITIVE, DeploymentOrder.EXPAND, Verdict.YES, Reversibility.EXACT, false);
  static final Assessment ADDITIVE_LOSSY =
      new Assessment(
          Classification.ADDITIVE, DeploymentOrder.EXPAND, Verdict.YES, Reversibility.EXACT, true);
  static final Assessment RENAME =
      new Assessment(
          Classification.TRANSFORM, DeploymentOrder.SPLIT, Verdict.NO, Reversibility.ORDER, false);
  static final Assessment DROP =
      new Assessment(
          Classification.DESTRUCTIVE,
          DeploymentOrder.CONTRACT,
          Verdict.NO,
          Reversibility.EXACT,
          false);
  static final Assessment BROKEN_DOWN =
      new Assessment(
          Classification.TRANSFORM, DeploymentOrder.SPLIT, Verdict.NO, Reversibility.NO, false);

  private Histories() {}

  static LiveHistory live(MigrationRecord... migrations) {
    return Prospect.afterApplying(List.of(migrations), LiveHistory.EMPTY);
  }

  static LiveHistory leftAt(MigrationRecord migration, LiveHistory live) {
    Unfinished unfinished =
        new Unfinished(migration, false, AppliedBy.UNKNOWN, Instant.EPOCH, "stopped");
    return new LiveHistory(live.applied(), List.of(unfinished));
  }

  /** With a stored down. */
  static MigrationRecord migration(long sequence, Assessment assessment) {
    return record(sequence, assessment, Optional.of(down(sequence)));
  }

  static MigrationRecord withoutDown(long sequence, Assessment assessment) {
    return record(sequence, assessment, Optional.empty());
  }

  private static MigrationRecord record(
      long sequence, Assessment assessment, Optional<StoredDown> down) {
    String version = "%04d".formatted(sequence);
    return new MigrationRecord(
        sequence,
        MigrationVersion.of(version),
        "step_" + sequence,
        version + "_step_" + sequence + ".sql",
        Optional.of(digest("up " + sequence)),
        down,
        assessment);
  }

  private static StoredDown down(long sequence) {
    return new StoredDown("SELECT " + sequence, digest("down " + sequence), true);
  }

  static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static List<Long> sequences(List<AppliedMigration> migrations) {
    return migrations.stream().map(AppliedMigration::sequence).toList();
  }

  static AppliedMigration applied(MigrationRecord migration) {
    return new AppliedMigration(
        migration, AppliedBy.UNKNOWN, Instant.EPOCH, Optional.empty(), Origin.IGNITION);
  }
}
