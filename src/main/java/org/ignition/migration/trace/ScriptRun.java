package org.ignition.migration.trace;

import java.util.List;
import org.ignition.database.ServerError;
import org.ignition.migration.Script;
import org.ignition.migration.sql.Position;
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

    /** Where in the file the error is; the statement's beginning when the server did not say. */
    public Position where() {
      return error.position() == 0 ? at.at() : after(error.position() - 1);
    }

    /** The server counts code points, editors count UTF-16 code units. */
    private Position after(int codePoints) {
      String text = at.text();
      int shown = Math.min(codePoints, text.codePointCount(0, text.length()));
      String before = text.substring(0, text.offsetByCodePoints(0, shown));
      int lines = (int) before.chars().filter(c -> c == '\n').count();
      return lines == 0
          ? new Position(at.at().line(), at.at().column() + before.length())
          : new Position(at.at().line() + lines, before.length() - before.lastIndexOf('\n'));
    }
  }
}
