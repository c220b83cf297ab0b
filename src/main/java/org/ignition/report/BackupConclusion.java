package org.ignition.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.backup.Backup;
import org.ignition.backup.RestoreVerdict;
import org.ignition.backup.catalogue.BackupCatalogue;
import org.ignition.backup.catalogue.CataloguedBackup;
import org.ignition.command.Output;
import org.ignition.execute.BackupExecutor;
import org.ignition.failure.Problem;
import org.ignition.plan.BackupStep;
import org.ignition.plan.Plan;

/** How `backup` ends. */
public final class BackupConclusion {

  private final String operation;
  private final String database;
  private final Plan<BackupStep> plan;

  private BackupConclusion(String operation, String database, Plan<BackupStep> plan) {
    this.operation = operation;
    this.database = database;
    this.plan = plan;
  }

  /**
   * Of an operation.
   *
   * @param operation as users write it
   * @param database whose backups it is about
   */
  public static BackupConclusion of(String operation, String database, Plan<BackupStep> plan) {
    return new BackupConclusion(operation, database, plan);
  }

  /** After a dry run. */
  public Conclusion planned() {
    Map<Output, String> outputs = new LinkedHashMap<>();
    if (!removals().removals().isEmpty()) {
      outputs.put(Output.BACKUPS, removals().json());
    }
    return new Conclusion(
        Result.PLANNED,
        outputs,
        line(Result.PLANNED, Duration.ZERO),
        Summary.planned(plan) + removed(),
        removals().text());
  }

  /** Where nothing had to go. */
  public Conclusion unchanged(Duration took) {
    return new Conclusion(
        Result.UNCHANGED,
        Map.of(Output.BACKUPS, removals().json()),
        line(Result.UNCHANGED, took),
        Summary.backedUp("No backup has to go", plan, Optional.empty(), ""),
        List.of("No backup has to go"));
  }

  /** After one was taken. */
  public Conclusion created(BackupExecutor executor, Duration took) {
    Backup taken = executor.taken().orElseThrow();
    Map<String, Object> line = line(result(executor), took);
    describe(line, taken);
    String title = "Backup " + taken.name() + " is taken";
    return new Conclusion(
        result(executor),
        outputs(taken),
        line,
        Summary.backedUp(title, plan, Optional.of(executor.journal()), places(taken)),
        closing(title, taken.places()));
  }

  /** After one held what its manifest says. */
  public Conclusion verified(CataloguedBackup backup, BackupExecutor executor, Duration took) {
    Map<String, Object> line = line(result(executor), took);
    line.put("backup", backup.name().toString());
    String title = "Backup " + backup.name() + verifiedAs(executor.verdict());
    return new Conclusion(
        result(executor),
        outputs(backup),
        line,
        Summary.backedUp(title, plan, Optional.of(executor.journal()), ""),
        List.of(title));
  }

  /**
   * After one turned out to be something else.
   *
   * @param why in what way
   */
  public Conclusion refused(
      CataloguedBackup backup, BackupExecutor executor, Problem why, Duration took) {
    Map<String, Object> line = line(Result.REFUSED, took);
    line.put("error_code", why.code().id());
    line.put("backup", backup.name().toString());
    return new Conclusion(
        Result.REFUSED,
        Optional.of(why.code()),
        outputs(backup),
        line,
        Summary.failed("backup " + operation, Result.REFUSED, why, Optional.of(executor.journal())),
        List.of());
  }

  /** After one was put back. */
  public Conclusion restored(CataloguedBackup backup, BackupExecutor executor, Duration took) {
    Result result = executor.warned() ? Result.WARNED : Result.DONE;
    Map<String, Object> line = line(result, took);
    line.put("backup", backup.name().toString());
    executor.taken().ifPresent(before -> line.put("backup_before", before.name().toString()));
    OptionalLong version = executor.schemaVersion();
    if (version.isPresent()) {
      line.put("schema_version", version.getAsLong());
    }
    Map<Output, String> outputs = outputs(backup);
    outputs.put(
        Output.BACKUP_BEFORE, executor.taken().map(before -> before.name().toString()).orElse(""));
    outputs.put(
        Output.SCHEMA_VERSION, version.isPresent() ? Long.toString(version.getAsLong()) : "");
    String title = database + " is restored from " + backup.name();
    return new Conclusion(
        result,
        outputs,
        line,
        Summary.backedUp(title, plan, Optional.of(executor.journal()), ""),
        closing(
            title,
            executor
                .taken()
                .map(before -> List.of("what was there before is in " + before.name()))
                .orElse(List.of())));
  }

  /** After some went. */
  public Conclusion pruned(BackupExecutor executor, Duration took) {
    Map<String, Object> line = line(Result.DONE, took);
    line.put("removed", executor.removed().size());
    String title = removed(executor.removed().size());
    return new Conclusion(
        Result.DONE,
        Map.of(Output.BACKUPS, removals().json()),
        line,
        Summary.backedUp(title, plan, Optional.of(executor.journal()), removed()),
        closing(title, removals().text()));
  }

  private static String removed(int copies) {
    return switch (copies) {
      case 0 -> "What killed runs left is removed";
      case 1 -> "1 copy of a backup is removed";
      default -> copies + " copies of backups are removed";
    };
  }

  /**
   * A list of them; what could not be looked at is a reason to look again.
   *
   * @param found those of the database, with where was looked
   * @param now the time that ages count from
   */
  public static Conclusion listed(
      String database, BackupCatalogue found, Instant now, Duration took) {
    BackupTable table = new BackupTable(found, now);
    Result result = found.unread().isEmpty() ? Result.DONE : Result.WARNED;
    Plan<BackupStep> nothing = new Plan<>("backup list", List.of(), List.of());
    Map<String, Object> line = new BackupConclusion("list", database, nothing).line(result, took);
    line.put("backups", found.backups().size());
    String title = found.backups().size() == 1 ? "1 backup" : found.backups().size() + " backups";
    return new Conclusion(
        result,
        Map.of(Output.BACKUPS, table.json()),
        line,
        Summary.backedUp(title + " of " + database, nothing, Optional.empty(), table.markdown()),
        table.text());
  }

  // --- parts

  /** What could not be proved is a reason to look. */
  private static Result result(BackupExecutor executor) {
    boolean undecided =
        executor.verdict().filter(RestoreVerdict.Undecided.class::isInstance).isPresent()
            || executor.taken().flatMap(Backup::unproved).isPresent();
    if (undecided || executor.warned()) {
      return Result.WARNED;
    }
    return executor.taken().isPresent() ? Result.DONE : Result.PASSED;
  }

  private static String verifiedAs(Optional<RestoreVerdict> verdict) {
    return verdict
        .map(found ->
            found instanceof RestoreVerdict.Undecided(String why)
                ? " is whole, and could not be restored here: " + why
                : " was restored and holds what was backed up")
        .orElse(" is whole and can be read");
  }

  private Map<String, Object> line(Result result, Duration took) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("phase", "backup");
    line.put("operation", operation);
    line.put("result", result.toString());
    line.put("database", database);
    line.put("backup_duration_sec", took.toMillis() / 1000.0);
    return line;
  }

  private static void describe(Map<String, Object> line, Backup taken) {
    line.put("backup", taken.name().toString());
    line.put("kind", taken.manifest().label().kind().toString());
    line.put("size_bytes", taken.manifest().sizeBytes());
    line.put("sha256", taken.manifest().sha256().value());
    line.put("places", taken.places());
  }

  private static Map<Output, String> outputs(Backup taken) {
    Map<Output, String> outputs = new LinkedHashMap<>();
    outputs.put(Output.BACKUP, taken.name().toString());
    outputs.put(Output.BACKUP_PLACES, String.join("\n", taken.places()));
    return outputs;
  }

  private static Map<Output, String> outputs(CataloguedBackup backup) {
    Map<Output, String> outputs = new LinkedHashMap<>();
    outputs.put(Output.BACKUP, backup.name().toString());
    outputs.put(Output.BACKUP_PLACES, String.join("\n", backup.places()));
    return outputs;
  }

  private static String places(Backup taken) {
    return RemovalTable.bullets(taken.places());
  }

  private RemovalTable removals() {
    return RemovalTable.of(plan);
  }

  private String removed() {
    return RemovalTable.bullets(removals().text());
  }

  private static List<String> closing(String title, List<String> more) {
    List<String> lines = new ArrayList<>();
    lines.add(title);
    more.forEach(line -> lines.add("  " + line));
    return lines;
  }
}
