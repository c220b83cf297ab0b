package org.ignition.migration.hazard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.Identity;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.ScriptRun;
import org.ignition.migration.trace.StatementTrace;

/**
 * A script's run between two schemas.
 *
 * @param run what was observed
 * @param before the schema that it met
 * @param after the schema that it left
 * @param old which objects were there before
 * @param target the server that it is for
 */
record Story(
    ScriptRun run, SchemaSnapshot before, SchemaSnapshot after, Set<Identity> old, Target target) {

  /** The up of a migration. */
  static Story ofUp(RehearsedMigration rehearsed, Target target) {
    return of(
        rehearsed.up(),
        rehearsed.before(),
        Schemas.after(rehearsed.before(), rehearsed.made().differences()),
        target);
  }

  /** Its down, which meets what the up left. */
  static Story ofDown(RehearsedMigration rehearsed, ScriptRun down, Target target) {
    SchemaSnapshot before = Schemas.after(rehearsed.before(), rehearsed.made().differences());
    List<Difference> changes =
        down.statements().stream()
            .map(StatementTrace::changes)
            .flatMap(diff -> diff.differences().stream())
            .toList();
    return of(down, before, Schemas.after(before, changes), target);
  }

  private static Story of(
      ScriptRun run, SchemaSnapshot before, SchemaSnapshot after, Target target) {
    Set<Identity> old =
        before.objects().values().stream()
            .map(SchemaObject::identity)
            .collect(Collectors.toUnmodifiableSet());
    return new Story(run, before, after, old, target);
  }

  /** Whether locks last to the end of the script. */
  boolean transactional() {
    return run.script().transactional();
  }

  boolean wasThere(SchemaObject object) {
    return old.contains(object.identity());
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
