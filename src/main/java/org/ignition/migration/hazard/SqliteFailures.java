package org.ignition.migration.hazard;

import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.migration.Script;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.ScriptRun;

/** What SQLite refused, and why it refuses that always: Q1, Q3, Q4, Q5, Q7, Q8. */
final class SqliteFailures {

  private SqliteFailures() {}

  static Stream<Finding> of(ScriptRun run) {
    return run instanceof ScriptRun.Failed failed
        ? rule(failed.at(), failed.error().message()).stream()
            .map(rule ->
                Finding.of(
                    rule,
                    failed.script().file(),
                    failed.where(),
                    Sentence.line("SQLite refuses it: " + failed.error().message()),
                    fix(rule)))
        : Stream.empty();
  }

  /** What an up was refused because of rows: the first statement that can be the one. */
  static Stream<Finding> ofRows(RehearsedMigration rehearsed) {
    Script up = rehearsed.migration().up();
    return rehearsed.rows().refusedUp().stream()
        .flatMap(error ->
            up.sql().statements().stream()
                .filter(statement -> isCause(statement, error.message()))
                .limit(1)
                .flatMap(statement -> ofRows(up, statement, error.message())));
  }

  private static Stream<Finding> ofRows(Script up, SqlStatement statement, String message) {
    return rule(statement, message).stream()
        .map(rule ->
            Finding.of(
                rule,
                up.file(),
                statement.at(),
                Sentence.line("SQLite refuses it where rows are: " + message),
                fix(rule)));
  }

  private static boolean isCause(SqlStatement statement, String message) {
    return switch (rule(statement, message).orElse(Rule.R1)) {
      case Q3 -> SqliteStatements.isAlter(statement, "ADD") && has(statement, "NOT");
      case Q4 -> SqliteStatements.isAlter(statement, "ADD") && has(statement, "DEFAULT");
      case Q8 -> true;
      default -> false;
    };
  }

  private static boolean has(SqlStatement statement, String word) {
    return statement.tokens().stream().anyMatch(token -> token.is(word));
  }

  /** The texts are those of {@code alter.c}, {@code build.c} and {@code vacuum.c}. */
  static Optional<Rule> rule(SqlStatement statement, String message) {
    if (message.startsWith("cannot drop")
        || (SqliteStatements.isAlter(statement, "DROP") && message.startsWith("error in "))) {
      return Optional.of(Rule.Q1);
    }
    if (message.startsWith("Cannot add a NOT NULL column")) {
      return Optional.of(Rule.Q3);
    }
    if (message.startsWith("Cannot add a column with non-constant default")) {
      return Optional.of(Rule.Q4);
    }
    if (message.startsWith("cannot VACUUM")) {
      return Optional.of(Rule.Q7);
    }
    if (message.startsWith("NOT NULL constraint failed") && isCopy(statement)) {
      return Optional.of(Rule.Q8);
    }
    return isUnsupported(statement) && !message.startsWith("no such")
        ? Optional.of(Rule.Q5)
        : Optional.empty();
  }

  private static boolean isCopy(SqlStatement statement) {
    return statement.begins("INSERT") && has(statement, "SELECT");
  }

  private static boolean isUnsupported(SqlStatement statement) {
    return SqliteStatements.isAlter(statement, "ALTER")
        || SqliteStatements.isAlter(statement, "MODIFY")
        || SqliteStatements.isAlter(statement, "ADD", "CONSTRAINT")
        || SqliteStatements.isAlter(statement, "DROP", "CONSTRAINT")
        || SqliteStatements.isAlter(statement, "ADD", "FOREIGN")
        || SqliteStatements.isAlter(statement, "ADD", "UNIQUE")
        || SqliteStatements.isAlter(statement, "ADD", "PRIMARY");
  }

  private static String fix(Rule rule) {
    return switch (rule) {
      case Q3 -> "ALTER TABLE <table> ADD COLUMN <column> <type> NOT NULL DEFAULT <constant>;";
      case Q4 ->
          "ALTER TABLE <table> ADD COLUMN <column> <type>;\n"
              + "UPDATE <table> SET <column> = CURRENT_TIMESTAMP;";
      case Q8 -> "SELECT coalesce(<column>, <constant>) -- in place of the column";
      case Q1, Q5 -> SqliteStatements.REBUILD;
      default -> "";
    };
  }
}
