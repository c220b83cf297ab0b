package org.ignition.migration.trace;

import java.util.List;
import org.ignition.database.ServerError;
import org.ignition.migration.Script;
import org.ignition.migration.sql.SqlStatement;

/** How a script ran. */
public sealed interface ScriptRun {

  /** Which. */
  Script script();

  /** What was observed, statement by statement, as far as it ran. */
  List<StatementTrace> statements();

  /** It ran to its end. */
  record Ran(Script script, List<StatementTrace> statements) implements ScriptRun {
    /** Copies the list. */
    public Ran {
      statements = List.copyOf(statements);
    }
  }

  /** The server refused a statement. */
  record Failed(Script script, List<StatementTrace> statements, SqlStatement at, ServerError error)
      implements ScriptRun {
    /** Copies the list. */
    public Failed {
      statements = List.copyOf(statements);
    }
  }
}
