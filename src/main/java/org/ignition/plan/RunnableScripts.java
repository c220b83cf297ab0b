package org.ignition.plan;

import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.migration.Script;
import org.ignition.migration.sql.SqlScript;

/** Tells scripts that can be run as they are from those that would break their transaction. */
final class RunnableScripts {

  private RunnableScripts() {}

  /**
   * Makes sure that {@code script} can be run.
   *
   * @throws InputException that names the place which is in the way
   */
  static void require(Script script) {
    if (!script.sql().runnable()) {
      SqlScript.Flaw flaw =
          script.sql().flaws().stream()
              .filter(each -> each.kind() != SqlScript.Flaw.Kind.OUTER_TRANSACTION)
              .findFirst()
              .orElseThrow();
      throw new InputException(
          Problem.of(ErrorCode.MIGRATION_UNREADABLE, what(flaw), why(flaw), advice(flaw))
              .at(new SourceLocation(script.file(), flaw.at().line(), flaw.at().column())));
    }
  }

  private static String what(SqlScript.Flaw flaw) {
    return switch (flaw.kind()) {
      case OUTER_TRANSACTION, TRANSACTION_CONTROL ->
          "The migration controls its own transaction: " + flaw.text();
      case META_COMMAND -> "The migration holds a command of psql: " + flaw.text();
      case UNTERMINATED -> "The migration holds something that never ends: " + flaw.text();
      case NUL_CHARACTER -> "The migration holds the character U+0000";
    };
  }

  private static String why(SqlScript.Flaw flaw) {
    return switch (flaw.kind()) {
      case OUTER_TRANSACTION, TRANSACTION_CONTROL ->
          "What follows would not be undone together with what precedes it when something fails";
      case META_COMMAND -> "No server knows it";
      case UNTERMINATED, NUL_CHARACTER -> "No server takes it";
    };
  }

  private static String advice(SqlScript.Flaw flaw) {
    return switch (flaw.kind()) {
      case OUTER_TRANSACTION, TRANSACTION_CONTROL ->
          "Remove it, or split the migration into one file for each transaction";
      case META_COMMAND -> "Write plain SQL";
      case UNTERMINATED -> "Close the quote, comment or block";
      case NUL_CHARACTER -> "Remove the character";
    };
  }
}
