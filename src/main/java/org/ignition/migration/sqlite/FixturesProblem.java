package org.ignition.migration.sqlite;

import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.image.Quoted;
import org.ignition.migration.sql.Position;
import org.ignition.migration.trace.ScriptRun;

/** Fixtures that the schema refuses. */
final class FixturesProblem {

  private FixturesProblem() {}

  static InputException of(ScriptRun.Failed failed) {
    Position at = failed.where();
    return new InputException(
        Problem.of(
                ErrorCode.FIXTURES_REFUSED,
                "The database refused the fixtures: " + Quoted.of(failed.error().message()),
                "They are run before the first migration that is rehearsed, so they must fit the"
                    + " schema of that moment",
                "Change the statement, or leave the fixtures out: rows are made without them")
            .at(new SourceLocation(failed.script().file(), at.line(), at.column())));
  }
}
