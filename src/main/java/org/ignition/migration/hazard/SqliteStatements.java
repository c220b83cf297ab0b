package org.ignition.migration.hazard;

import java.util.List;
import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.sql.Token;

/**
 * Statements that ran and are hazards all the same: Q1, Q2, Q5, Q6, Q9. The version of SQLite in
 * production is the application's own, often an older one.
 */
final class SqliteStatements {

  static final List<Check> CHECKS =
      List.of(
          SqliteStatements::dropped,
          SqliteStatements::renamed,
          SqliteStatements::altered,
          SqliteStatements::switched,
          SqliteStatements::unchecked);

  private SqliteStatements() {}

  private static Stream<Finding> dropped(Observed o) {
    return isAlter(o.statement(), "DROP") && o.gone(ObjectKind.COLUMN).findAny().isPresent()
        ? Stream.of(o.here(Rule.Q1, "DROP COLUMN needs SQLite 3.35", "").weighing(Severity.NOTE))
        : Stream.empty();
  }

  private static Stream<Finding> renamed(Observed o) {
    boolean column =
        o.changed(ObjectKind.COLUMN)
            .anyMatch(each -> !each.before().name().name().equals(each.after().name().name()));
    return isAlter(o.statement(), "RENAME") && column
        ? Stream.of(o.here(Rule.Q2, "RENAME COLUMN needs SQLite 3.25", "").weighing(Severity.NOTE))
        : Stream.empty();
  }

  /** Newer versions add and drop some constraints in place. */
  private static Stream<Finding> altered(Observed o) {
    boolean constraint =
        isAlter(o.statement(), "ADD", "CONSTRAINT")
            || isAlter(o.statement(), "DROP", "CONSTRAINT")
            || isAlter(o.statement(), "ADD", "CHECK")
            || isAlter(o.statement(), "ALTER");
    return constraint
        ? Stream.of(
            o.here(
                    Rule.Q5,
                    "ran on the SQLite of this rehearsal, but versions before 3.53 refuse it",
                    REBUILD)
                .weighing(Severity.WARNING))
        : Stream.empty();
  }

  /** The way that SQLite's documentation gives for what ALTER TABLE can't. */
  static final String REBUILD =
      """
      -- without a transaction around the file
      PRAGMA foreign_keys = OFF;
      BEGIN;
      CREATE TABLE <table>_new (<columns>);
      INSERT INTO <table>_new (<columns>) SELECT <columns> FROM <table>;
      DROP TABLE <table>;
      ALTER TABLE <table>_new RENAME TO <table>;
      -- indexes, triggers and views again
      PRAGMA foreign_key_check;
      COMMIT;
      PRAGMA foreign_keys = ON;\
      """;

  private static Stream<Finding> switched(Observed o) {
    return o.story().transactional() && sets(o.statement(), "foreign_keys")
        ? Stream.of(
            o.here(
                Rule.Q6,
                "PRAGMA foreign_keys does nothing here, as the file runs in a transaction:"
                    + " DROP TABLE deletes what refers to its rows",
                "-- ignition: no-transaction"))
        : Stream.empty();
  }

  private static boolean sets(SqlStatement statement, String pragma) {
    List<Token> tokens = statement.tokens();
    return statement.begins("PRAGMA")
        && tokens.size() > 3
        && tokens.stream().limit(4).anyMatch(token -> token.text().equalsIgnoreCase(pragma));
  }

  /** A new table takes the name of one that was there, and nothing looks for lost references. */
  private static Stream<Finding> unchecked(Observed o) {
    return isRebuild(o) && !checks(o)
        ? Stream.of(
            o.here(
                Rule.Q9,
                "rebuilds a table, and no PRAGMA foreign_key_check follows",
                "PRAGMA foreign_key_check; -- must return no row"))
        : Stream.empty();
  }

  /** What is renamed was there by another name, unless the rehearsal took both for one table. */
  private static boolean isRebuild(Observed o) {
    boolean renames = isAlter(o.statement(), "RENAME", "TO");
    boolean renamed =
        o.trace().changes().differences().stream()
            .filter(Difference.Changed.class::isInstance)
            .map(Difference.Changed.class::cast)
            .anyMatch(each -> each.isRenamed() && each.after().name().kind() == ObjectKind.TABLE);
    boolean stays =
        o.statement().tokens().size() > 5
            && o.story().before().has(ObjectKind.TABLE, "", target(o.statement()));
    return renames && !renamed && stays;
  }

  private static String target(SqlStatement statement) {
    String name = statement.tokens().getLast().text();
    return name.length() > 1 && "\"`[".indexOf(name.charAt(0)) >= 0
        ? name.substring(1, name.length() - 1)
        : name;
  }

  private static boolean checks(Observed o) {
    return o.story().run().script().sql().statements().stream()
        .filter(statement -> statement.begins("PRAGMA"))
        .anyMatch(statement ->
            statement.tokens().stream().anyMatch(token -> token.is("FOREIGN_KEY_CHECK")));
  }

  /** Whether it is ALTER TABLE with these words in a row behind the table's name. */
  static boolean isAlter(SqlStatement statement, String... words) {
    List<Token> tokens = statement.tokens();
    if (!statement.begins("ALTER", "TABLE")) {
      return false;
    }
    int from = tokens.size() > 3 && tokens.get(3).is(".") ? 5 : 3;
    for (int i = 0; i < words.length; i++) {
      if (from + i >= tokens.size() || !tokens.get(from + i).is(words[i])) {
        return false;
      }
    }
    return true;
  }
}
