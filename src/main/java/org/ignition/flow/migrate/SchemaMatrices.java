package org.ignition.flow.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ignition.config.CompatibilityRule;
import org.ignition.migration.compatibility.CompatibilityMatrix;
import org.ignition.migration.compatibility.KnownRelease;
import org.ignition.migration.compatibility.Prospect;
import org.ignition.migration.compatibility.RollbackMatrix;
import org.ignition.migration.compatibility.SchemaNeed;
import org.ignition.migration.compatibility.Standing;
import org.ignition.migration.history.AppliedMigration;
import org.ignition.migration.history.LiveHistory;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.PendingMigration;
import org.ignition.plan.MigrateFacts;
import org.ignition.plan.MigrateStep;
import org.ignition.plan.Plan;

/**
 * Which releases run on the schema that a plan leads to, and what going back to them takes.
 *
 * @param compatibility release by release
 * @param rollback from this release to each other one
 */
record SchemaMatrices(CompatibilityMatrix compatibility, RollbackMatrix rollback) {

  static SchemaMatrices of(
      MigrateFacts facts, Plan<MigrateStep> plan, MigrationsAtHand migrations) {
    LiveHistory after = after(plan, facts.live());
    KnownRelease planned = PlannedRelease.of(observed(facts), migrations);
    List<KnownRelease> others = others(facts, migrations, planned.name());
    List<KnownRelease> all = new ArrayList<>(others);
    all.add(planned);
    return new SchemaMatrices(
        CompatibilityMatrix.of(after, all), RollbackMatrix.of(after, planned.name(), others));
  }

  private static LiveHistory after(Plan<MigrateStep> plan, LiveHistory live) {
    LiveHistory after = live;
    for (MigrateStep step : plan.steps()) {
      after =
          switch (step) {
            case MigrateStep.ApplyMigrations(var pending, var _) ->
                Prospect.afterApplying(
                    pending.stream().map(PendingMigration::recorded).toList(), after);
            case MigrateStep.UndoMigration(var applied, var _, var _) ->
                Prospect.afterUndoing(applied.sequence() - 1, after);
            case MigrateStep.StateRepair(var event, var _) ->
                Prospect.afterSettling(event.migration(), after);
            case MigrateStep.PrepareHistory _,
                MigrateStep.AdoptMigrations _,
                MigrateStep.TakeBackup _,
                MigrateStep.CheckIntegrity _,
                MigrateStep.ConfirmVersion _ ->
                after;
          };
    }
    return after;
  }

  /** What the history tells of migrations, and of those to come a rehearsal now. */
  private static List<MigrationRecord> observed(MigrateFacts facts) {
    return Stream.concat(
            facts.live().applied().stream().map(AppliedMigration::migration),
            facts.pending().stream().map(PendingMigration::recorded))
        .toList();
  }

  /**
   * The version that runs now, as the schema suits it, and those that the configuration names, but
   * for {@code planned}: what is said of that one counts where it is told of.
   */
  private static List<KnownRelease> others(
      MigrateFacts facts, MigrationsAtHand migrations, String planned) {
    List<KnownRelease> others = new ArrayList<>();
    for (CompatibilityRule rule : migrations.configuration().compatibility().rules()) {
      String name = rule.version().toString();
      if (!name.equals(planned)) {
        others.add(new KnownRelease(name, SchemaNeed.configured(rule.range()), Standing.LEGACY));
      }
    }
    if (!facts.live().applied().isEmpty()) {
      others.add(
          new KnownRelease("running now", SchemaNeed.running(facts.live()), Standing.CURRENT));
    }
    return others;
  }

  /** For a terminal or a log. */
  List<String> text() {
    List<String> lines = new ArrayList<>(compatibility.text());
    if (!rollback.rows().isEmpty()) {
      lines.add("");
      lines.addAll(rollback.text());
    }
    return lines;
  }

  /** For a summary. */
  String markdown() {
    return rollback.rows().isEmpty()
        ? compatibility.markdown()
        : compatibility.markdown() + "\n" + rollback.markdown();
  }
}
