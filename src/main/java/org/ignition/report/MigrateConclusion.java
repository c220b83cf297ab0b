package org.ignition.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.ignition.command.Output;
import org.ignition.execute.Journal;
import org.ignition.execute.MigrateExecutor;
import org.ignition.migration.MigrationVersion;
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
        conclusion.outputs(facts.live().schemaVersion(), MigrationsDone.NOTHING),
        conclusion.logLine(
            Result.PLANNED, facts.live().schemaVersion(), MigrationsDone.NOTHING, Duration.ZERO),
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
        conclusion.outputs(version, MigrationsDone.NOTHING),
        conclusion.logLine(Result.UNCHANGED, version, MigrationsDone.NOTHING, took),
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
    MigrationsDone done = MigrationsDone.of(executor);
    return new Conclusion(
        Result.DONE,
        outputs(version, done),
        logLine(Result.DONE, version, done, took),
        Summary.migrated(title(version), plan, executor.journal(), matrices),
        closing(version, done));
  }

  /** What the plan ends with; a step has made sure of it. */
  private OptionalLong reached() {
    return plan.steps().stream()
        .filter(MigrateStep.ConfirmVersion.class::isInstance)
        .map(step -> ((MigrateStep.ConfirmVersion) step).expected())
        .reduce((first, last) -> last)
        .orElse(facts.live().schemaVersion());
  }

  private Map<Output, String> outputs(OptionalLong version, MigrationsDone done) {
    Map<Output, String> outputs = new LinkedHashMap<>();
    outputs.put(
        Output.SCHEMA_VERSION, version.isPresent() ? Long.toString(version.getAsLong()) : "");
    outputs.put(Output.PENDING, String.join("\n", pending(done)));
    outputs.putAll(done.outputs());
    return outputs;
  }

  private List<String> pending(MigrationsDone done) {
    return Stream.concat(
            undone(done),
            facts.pending().stream()
                .map(pending -> pending.recorded().version().text())
                .filter(version -> !done.applied().contains(version)))
        .toList();
  }

  /** Those that have a file at hand, so that the next run would apply them again. */
  private Stream<String> undone(MigrationsDone done) {
    return facts.live().applied().stream()
        .map(applied -> applied.migration().version())
        .filter(facts.files()::contains)
        .map(MigrationVersion::text)
        .filter(done.undone()::contains);
  }

  private Map<String, Object> logLine(
      Result result, OptionalLong version, MigrationsDone done, Duration took) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("phase", "migrate");
    line.put("result", result.toString());
    line.put("database", facts.database());
    if (version.isPresent()) {
      line.put("schema_version", version.getAsLong());
    }
    line.putAll(done.fields());
    line.put("pending", pending(done).size());
    line.put("migrate_duration_sec", took.toMillis() / 1000.0);
    return line;
  }

  private String title(OptionalLong version) {
    return version.isPresent()
        ? "The schema is at " + version.getAsLong()
        : "The schema holds no migration";
  }

  private List<String> closing(OptionalLong version, MigrationsDone done) {
    List<String> lines = new ArrayList<>();
    lines.add(title(version));
    if (!done.applied().isEmpty()) {
      lines.add("applied: " + String.join(", ", done.applied()));
    }
    if (!done.undone().isEmpty()) {
      lines.add("undone: " + String.join(", ", done.undone()));
    }
    done.backup()
        .ifPresent(taken ->
            lines.add("backup: " + taken.name() + " in " + String.join(", ", taken.places())));
    return lines;
  }
}
