package org.ignition.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.ignition.backup.Backup;
import org.ignition.command.Output;
import org.ignition.execute.Journal;
import org.ignition.execute.MigrateExecutor;
import org.ignition.migration.history.PendingMigration;
import org.ignition.plan.MigrateFacts;
import org.ignition.plan.MigrateStep;
import org.ignition.plan.Plan;

/** How `migrate` ends. */
public final class MigrateConclusion {

  private final MigrateFacts facts;
  private final Plan<MigrateStep> plan;

  private MigrateConclusion(MigrateFacts facts, Plan<MigrateStep> plan) {
    this.facts = facts;
    this.plan = plan;
  }

  /**
   * After a dry run.
   *
   * @param matrices which releases run on which schema, as Markdown
   */
  public static Conclusion planned(MigrateFacts facts, Plan<MigrateStep> plan, String matrices) {
    MigrateConclusion conclusion = new MigrateConclusion(facts, plan);
    return new Conclusion(
        Result.PLANNED,
        conclusion.outputs(facts.live().schemaVersion(), List.of(), List.of(), Optional.empty()),
        conclusion.logLine(Result.PLANNED, facts.live().schemaVersion(), 0, 0, Duration.ZERO),
        Summary.planned(plan) + matrices,
        List.of());
  }

  /** Where there was nothing to do. */
  public static Conclusion unchanged(
      MigrateFacts facts, Plan<MigrateStep> plan, String matrices, Duration took) {
    MigrateConclusion conclusion = new MigrateConclusion(facts, plan);
    OptionalLong version = facts.live().schemaVersion();
    return new Conclusion(
        Result.UNCHANGED,
        conclusion.outputs(version, List.of(), List.of(), Optional.empty()),
        conclusion.logLine(Result.UNCHANGED, version, 0, 0, took),
        Summary.migrated(conclusion.title(version), plan, new Journal(), matrices),
        List.of(conclusion.title(version)));
  }

  /** After the plan was carried out. */
  public static Conclusion of(
      MigrateFacts facts,
      Plan<MigrateStep> plan,
      MigrateExecutor executor,
      String matrices,
      Duration took) {
    return new MigrateConclusion(facts, plan).done(executor, matrices, took);
  }

  private Conclusion done(MigrateExecutor executor, String matrices, Duration took) {
    OptionalLong version = reached();
    List<String> applied =
        executor.applied().stream().map(each -> version(each.migration())).toList();
    List<String> undone = undone();
    Optional<Backup> backup = executor.backup();
    return new Conclusion(
        Result.DONE,
        outputs(version, applied, undone, backup),
        logLine(Result.DONE, version, applied.size(), undone.size(), took),
        Summary.migrated(title(version), plan, executor.journal(), matrices),
        closing(version, applied, undone, backup));
  }

  /** What the plan ends with; a step has made sure of it. */
  private OptionalLong reached() {
    return plan.steps().stream()
        .filter(MigrateStep.ConfirmVersion.class::isInstance)
        .map(step -> ((MigrateStep.ConfirmVersion) step).expected())
        .reduce((first, last) -> last)
        .orElse(facts.live().schemaVersion());
  }

  private List<String> undone() {
    return plan.steps().stream()
        .filter(MigrateStep.UndoMigration.class::isInstance)
        .map(step -> ((MigrateStep.UndoMigration) step).applied().migration().version().text())
        .toList();
  }

  private static String version(PendingMigration migration) {
    return migration.recorded().version().text();
  }

  private Map<Output, String> outputs(
      OptionalLong version, List<String> applied, List<String> undone, Optional<Backup> backup) {
    Map<Output, String> outputs = new LinkedHashMap<>();
    outputs.put(
        Output.SCHEMA_VERSION, version.isPresent() ? Long.toString(version.getAsLong()) : "");
    outputs.put(Output.APPLIED, String.join("\n", applied));
    outputs.put(Output.UNDONE, String.join("\n", undone));
    outputs.put(Output.PENDING, String.join("\n", pending(applied, undone)));
    outputs.put(Output.BACKUP, backup.map(taken -> taken.name().toString()).orElse(""));
    outputs.put(
        Output.BACKUP_PLACES, backup.map(taken -> String.join("\n", taken.places())).orElse(""));
    return outputs;
  }

  private List<String> pending(List<String> applied, List<String> undone) {
    return Stream.concat(
            undone.reversed().stream(),
            facts.pending().stream()
                .map(MigrateConclusion::version)
                .filter(version -> !applied.contains(version)))
        .toList();
  }

  private Map<String, Object> logLine(
      Result result, OptionalLong version, int applied, int undone, Duration took) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("phase", "migrate");
    line.put("result", result.toString());
    line.put("database", facts.database());
    if (version.isPresent()) {
      line.put("schema_version", version.getAsLong());
    }
    line.put("applied", applied);
    line.put("undone", undone);
    line.put("pending", Math.max(0, facts.pending().size() - applied) + undone);
    line.put("migrate_duration_sec", took.toMillis() / 1000.0);
    return line;
  }

  private String title(OptionalLong version) {
    return version.isPresent()
        ? "The schema is at " + version.getAsLong()
        : "The schema holds no migration";
  }

  private List<String> closing(
      OptionalLong version, List<String> applied, List<String> undone, Optional<Backup> backup) {
    List<String> lines = new ArrayList<>();
    lines.add(title(version));
    if (!applied.isEmpty()) {
      lines.add("applied: " + String.join(", ", applied));
    }
    if (!undone.isEmpty()) {
      lines.add("undone: " + String.join(", ", undone));
    }
    backup.ifPresent(
        taken -> lines.add("backup: " + taken.name() + " in " + String.join(", ", taken.places())));
    return lines;
  }
}
