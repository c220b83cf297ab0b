package org.ignition.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.backup.Backup;
import org.ignition.command.Output;
import org.ignition.execute.Journal;
import org.ignition.execute.MigrateExecutor;
import org.ignition.plan.MigrateStep;

/**
 * What a run of `migrate` did, as far as it came: it may have failed since.
 *
 * @param applied versions that it applied, in order
 * @param undone versions that it undid, in order
 * @param backup that it took before; empty when it took none
 */
public record MigrationsDone(List<String> applied, List<String> undone, Optional<Backup> backup) {

  /** Nothing. */
  static final MigrationsDone NOTHING = new MigrationsDone(List.of(), List.of(), Optional.empty());

  /** Copies the lists. */
  public MigrationsDone {
    applied = List.copyOf(applied);
    undone = List.copyOf(undone);
  }

  /** What {@code executor} did by now. */
  public static MigrationsDone of(MigrateExecutor executor) {
    return new MigrationsDone(
        executor.applied().stream()
            .map(each -> each.migration().recorded().version().text())
            .toList(),
        executor.journal().entries().stream()
            .filter(entry -> entry.outcome() == Journal.Outcome.DONE)
            .flatMap(entry -> undone(entry).stream())
            .toList(),
        executor.backup());
  }

  private static Optional<String> undone(Journal.Entry entry) {
    return entry.step() instanceof MigrateStep.UndoMigration step
        ? Optional.of(step.applied().migration().version().text())
        : Optional.empty();
  }

  /** For later steps of the job. */
  public Map<Output, String> outputs() {
    Map<Output, String> outputs = new LinkedHashMap<>();
    outputs.put(Output.APPLIED, String.join("\n", applied));
    outputs.put(Output.UNDONE, String.join("\n", undone));
    outputs.put(Output.BACKUP, backup.map(taken -> taken.name().toString()).orElse(""));
    outputs.put(
        Output.BACKUP_PLACES, backup.map(taken -> String.join("\n", taken.places())).orElse(""));
    return outputs;
  }

  /** For the log line. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("applied", applied.size());
    fields.put("undone", undone.size());
    return fields;
  }
}
