package org.ignition.migration.hazard;

import java.util.List;
import java.util.Optional;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.sql.NonTransactional;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.ScriptRun;
import org.ignition.migration.trace.StatementTrace;

/**
 * A script's run between two schemas.
 *
 * @param run what was observed
 * @param transactional whether its locks last to its end
 * @param before the schema that it met
 * @param after the schema that it left
 * @param target the server that it is for
 */
record Story(
    ScriptRun run, boolean transactional, SchemaView before, SchemaView after, Target target) {

  Story(ScriptRun run, SchemaView before, SchemaView after, Target target) {
    this(run, isTransactional(run), before, after, target);
  }

  /** The up of a migration. */
  static Story ofUp(RehearsedMigration rehearsed, Target target) {
    SchemaView before = SchemaView.of(rehearsed.before());
    List<Difference> made = rehearsed.made().differences();
    return new Story(rehearsed.up(), before, before.with(made), target);
  }

  /** Its down, which meets what the up left. */
  static Story ofDown(RehearsedMigration rehearsed, ScriptRun down, Target target) {
    SchemaView before = SchemaView.of(rehearsed.before()).with(rehearsed.made().differences());
    SchemaView after = before;
    for (StatementTrace trace : down.statements()) {
      after = trace.changes().isEmpty() ? after : after.with(trace.changes().differences());
    }
    return new Story(down, before, after, target);
  }

  private static boolean isTransactional(ScriptRun run) {
    return run.script().transactional()
        && run.script().sql().statements().stream().noneMatch(NonTransactional::is);
  }

  /** Whether something has this name when the script is through. */
  boolean endsWith(ObjectName name) {
    return after.find(name).isPresent();
  }

  /** The object as it was before the script, when it kept its name. */
  Optional<SchemaObject> asBefore(SchemaObject object) {
    return before.find(object.name()).filter(each -> each.identity().equals(object.identity()));
  }
}
