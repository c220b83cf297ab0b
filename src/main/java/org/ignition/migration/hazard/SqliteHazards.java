package org.ignition.migration.hazard;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ignition.migration.Script;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.sql.Token;

/**
 * The rules for SQLite, Q1 to Q9, decided from the text of a script: SQLite reports neither locks
 * nor rewrites. Sources: SQLite's documentation of ALTER TABLE, PRAGMA foreign_keys and VACUUM.
 */
public final class SqliteHazards {

  private static final Set<String> CHANGING =
      Set.of("CURRENT_TIME", "CURRENT_DATE", "CURRENT_TIMESTAMP");

  private final Script script;

  private SqliteHazards(Script script) {
    this.script = script;
  }

  /** What the rules find in a script, with the severities of the default policy. */
  public static List<Finding> of(Script script) {
    SqliteHazards hazards = new SqliteHazards(script);
    return Stream.concat(
            script.sql().statements().stream().flatMap(hazards::statement), hazards.rebuild())
        .toList();
  }

  private Stream<Finding> statement(SqlStatement statement) {
    if (statement.begins("ALTER", "TABLE")) {
      return alter(statement);
    }
    boolean inTransaction = script.transactional();
    if (inTransaction && statement.begins("VACUUM")) {
      return Stream.of(at(statement, Rule.Q7, "VACUUM runs in a transaction"));
    }
    return inTransaction && statement.begins("PRAGMA", "FOREIGN_KEYS")
        ? Stream.of(at(statement, Rule.Q6, "PRAGMA foreign_keys runs in a transaction"))
        : Stream.empty();
  }

  private Stream<Finding> alter(SqlStatement statement) {
    if (has(statement, "DROP")) {
      return Stream.of(
          at(statement, Rule.Q1, "DROP COLUMN needs SQLite 3.35 and a column that nothing uses")
              .weighing(Severity.NOTE));
    }
    if (has(statement, "RENAME") && !follows(statement, "RENAME", "TO")) {
      return Stream.of(at(statement, Rule.Q2, "RENAME COLUMN needs SQLite 3.25"));
    }
    if (has(statement, "ALTER", 1) || follows(statement, "ADD", "CONSTRAINT")) {
      return Stream.of(at(statement, Rule.Q5, "SQLite has no such ALTER TABLE"));
    }
    return has(statement, "ADD") ? added(statement) : Stream.empty();
  }

  private Stream<Finding> added(SqlStatement statement) {
    boolean required = follows(statement, "NOT", "NULL");
    boolean generated = has(statement, "AS");
    if (required
        && !generated
        && (!has(statement, "DEFAULT") || follows(statement, "DEFAULT", "NULL"))) {
      return Stream.of(at(statement, Rule.Q3, "NOT NULL has no default"));
    }
    boolean changing =
        follows(statement, "DEFAULT", "(")
            || CHANGING.stream().anyMatch(word -> follows(statement, "DEFAULT", word));
    return changing
        ? Stream.of(at(statement, Rule.Q4, "The default isn't constant"))
        : Stream.empty();
  }

  /** New table, copy, drop, rename: the way to change what ALTER TABLE can't. */
  private Stream<Finding> rebuild() {
    List<SqlStatement> all = script.sql().statements();
    boolean drops = all.stream().anyMatch(each -> each.begins("DROP", "TABLE"));
    List<SqlStatement> renames =
        all.stream()
            .filter(each -> each.begins("ALTER", "TABLE") && follows(each, "RENAME", "TO"))
            .limit(drops ? 1 : 0)
            .toList();
    boolean checked = all.stream().anyMatch(each -> each.begins("PRAGMA", "FOREIGN_KEY_CHECK"));
    Stream<Finding> unchecked =
        renames.stream()
            .filter(_ -> !checked)
            .map(each -> at(each, Rule.Q9, "The rebuilt table's references are not checked"));
    return Stream.concat(unchecked, renames.isEmpty() ? Stream.empty() : copies(all));
  }

  private Stream<Finding> copies(List<SqlStatement> all) {
    boolean required =
        all.stream()
            .anyMatch(each -> each.begins("CREATE", "TABLE") && follows(each, "NOT", "NULL"));
    return all.stream()
        .filter(each -> required && each.begins("INSERT") && has(each, "SELECT"))
        .filter(each -> !has(each, "COALESCE") && !has(each, "IFNULL"))
        .map(each ->
            at(each, Rule.Q8, "Copies values as they are into a table with NOT NULL columns")
                .weighing(Severity.NOTE));
  }

  private Finding at(SqlStatement statement, Rule rule, String message) {
    return Finding.of(rule, script.file(), statement.at(), message, "");
  }

  private static boolean has(SqlStatement statement, String word) {
    return has(statement, word, 0);
  }

  private static boolean has(SqlStatement statement, String word, int from) {
    return statement.tokens().stream().skip(from).anyMatch(token -> token.is(word));
  }

  private static boolean follows(SqlStatement statement, String word, String next) {
    List<Token> tokens = statement.tokens();
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.get(i - 1).is(word) && tokens.get(i).is(next)) {
        return true;
      }
    }
    return false;
  }
}
