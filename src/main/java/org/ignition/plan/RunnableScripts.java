package org.ignition.plan;

import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.migration.Script;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.PendingMigration;
import org.ignition.migration.history.StoredDown;
import org.ignition.migration.sql.SqlScript;
import org.ignition.migration.sql.SqlSplitter;

/** Tells scripts that can be run as they are from those that would break their transaction. */
final class RunnableScripts {

  private RunnableScripts() {}

  /**
   * Makes sure that {@code script} can be run.
   *
   * @throws InputException that names the place which is in the way
   */
  static void require(Script script) {
    first(script.sql())
        .ifPresent(flaw -> {
          throw new InputException(
              Problem.of(ErrorCode.MIGRATION_UNREADABLE, what(flaw), why(flaw), advice(flaw))
                  .at(new SourceLocation(script.file(), flaw.at().line(), flaw.at().column())));
        });
  }

  /**
   * Makes sure that the stored down of {@code migration} can be run.
   *
   * @throws InputException when it would end its own transaction, or no server takes it
   */
  static void requireStored(MigrationRecord migration) {
    migration
        .down()
        .flatMap(StoredDown::text)
        .flatMap(text -> first(SqlSplitter.split(text)))
        .ifPresent(flaw -> {
          throw new InputException(
              Problem.of(
                  ErrorCode.UNDO_IMPOSSIBLE,
                  "The stored script that undoes " + migration.label() + " can't be run",
                  "Line " + flaw.at().line() + ": " + what(flaw),
                  "Restore the backup from before it, or write a migration that goes forward"));
        });
  }

  /** What will keep {@code pending} from being undone, where its down can't be run. */
  static Optional<String> flaw(PendingMigration pending) {
    return pending
        .migration()
        .down()
        .flatMap(down ->
            first(down.sql())
                .map(flaw ->
                    pending.recorded().label()
                        + " can't be undone: "
                        + down.file()
                        + ":"
                        + flaw.at().line()
                        + ": "
                        + what(flaw)));
  }

  private static Optional<SqlScript.Flaw> first(SqlScript sql) {
    return sql.flaws().stream()
        .filter(each -> each.kind() != SqlScript.Flaw.Kind.OUTER_TRANSACTION)
        .findFirst();
  }

  private static String what(SqlScript.Flaw flaw) {
    return switch (flaw.kind()) {
      case OUTER_TRANSACTION, TRANSACTION_CONTROL, OPEN_TRANSACTION ->
          "The migration controls its own transaction: " + flaw.text();
      case META_COMMAND -> "The migration holds a command of psql: " + flaw.text();
      case UNTERMINATED -> "The migration holds something that never ends: " + flaw.text();
      case NUL_CHARACTER -> "The migration holds the character U+0000";
    };
  }

  private static String why(SqlScript.Flaw flaw) {
    return switch (flaw.kind()) {
      case OUTER_TRANSACTION, TRANSACTION_CONTROL, OPEN_TRANSACTION ->
          "What follows would not be undone together with what precedes it when something fails";
      case META_COMMAND -> "No server knows it";
      case UNTERMINATED, NUL_CHARACTER -> "No server takes it";
    };
  }

  private static String advice(SqlScript.Flaw flaw) {
    return switch (flaw.kind()) {
      case OUTER_TRANSACTION, TRANSACTION_CONTROL, OPEN_TRANSACTION ->
          "Remove it, or split the migration into one file for each transaction";
      case META_COMMAND -> "Write plain SQL";
      case UNTERMINATED -> "Close the quote, comment or block";
      case NUL_CHARACTER -> "Remove the character";
    };
  }
}
