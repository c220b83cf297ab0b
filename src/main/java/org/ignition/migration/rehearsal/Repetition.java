package org.ignition.migration.rehearsal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.migration.Migration;
import org.ignition.migration.Script;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.trace.RepeatedScript;
import org.ignition.migration.trace.ScriptRun;

/**
 * Runs scripts that are to run again whenever they change, after all migrations: each once, then
 * each a second time.
 */
record Repetition(Stages stages, Failures failures, MissingRoles roles, StageRows rows) {

  /** What came of {@code scripts}, in their order. */
  List<RepeatedScript> of(List<Script> scripts) throws SQLException {
    List<UpRun> once = new ArrayList<>();
    for (Script script : scripts) {
      switch (run(script)) {
        case Attempted.Done<UpRun>(UpRun up) -> once.add(up);
        case Attempted.Stopped<UpRun>(Stop why) -> {
          return List.of(stopped(why));
        }
      }
    }
    List<RepeatedScript> repeated = new ArrayList<>();
    for (UpRun first : once) {
      repeated.add(again(first));
    }
    return repeated;
  }

  private RepeatedScript again(UpRun first) throws SQLException {
    if (first.run() instanceof ScriptRun.Failed) {
      return new RepeatedScript(first.run(), Optional.empty(), SchemaDiff.NONE, Optional.empty());
    }
    return switch (run(first.run().script())) {
      case Attempted.Stopped<UpRun>(Stop why) -> stopped(why);
      case Attempted.Done<UpRun>(UpRun second) ->
          new RepeatedScript(
              first.run(),
              Optional.of(second.run()),
              SchemaDiff.byName(second.before(), second.after()),
              first.refused().or(second::refused));
    };
  }

  /** What ran before does not run any more, as a copy of the database had to be made. */
  private static RepeatedScript stopped(Stop why) {
    return new RepeatedScript(why.run(), Optional.empty(), SchemaDiff.NONE, Optional.empty());
  }

  private Attempted<UpRun> run(Script script) throws SQLException {
    Attempted<UpRun> attempted = new UpRehearsal(stages, failures, roles, rows, script).run();
    if (attempted instanceof Attempted.Done<UpRun>(UpRun up) && up.run() instanceof ScriptRun.Ran) {
      stages.advanced(Migration.unversioned(script), up);
    }
    return attempted;
  }
}
