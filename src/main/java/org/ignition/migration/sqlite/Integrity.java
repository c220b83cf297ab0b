package org.ignition.migration.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/** What SQLite itself finds wrong with a database, in sentences. */
final class Integrity {

  /** Every violation of one kind says the same; a few show it. */
  private static final int MOST = 20;

  private static final String REFERENCES = "foreign_key_check: ";
  private static final String FILE = "integrity_check: ";

  private Integrity() {}

  /** Whether a sentence is one of these. */
  static boolean isProblem(String sentence) {
    return sentence.startsWith(REFERENCES) || sentence.startsWith(FILE);
  }

  /** Rows that refer to none, and what {@code integrity_check} says. */
  static Set<String> problems(Session session) throws SQLException {
    Set<String> problems = new LinkedHashSet<>();
    try {
      session.read("PRAGMA main.foreign_key_check", row -> problems.add(orphans(row)));
    } catch (SQLException e) {
      // A key that refers to columns without a unique index can't be checked at all.
      problems.add(REFERENCES + Errors.message(e));
    }
    for (String said : session.texts("PRAGMA main.integrity_check(" + MOST + ")")) {
      if (!said.equals("ok")) {
        problems.add(FILE + said);
      }
    }
    return problems;
  }

  private static String orphans(ResultSet row) throws SQLException {
    return REFERENCES
        + "rows of %s refer to rows of %s that are not there"
            .formatted(row.getString("table"), row.getString("parent"));
  }
}
