package org.ignition.migration.rehearsal;

import java.util.List;
import java.util.regex.Pattern;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.sql.Token;

/**
 * Rows that a script inserts one by one into the same table, as dumps do by the hundred thousand.
 * What one of them locks or changes, the next shows as well: it lasts until the transaction ends.
 */
final class InsertSeries {

  /** A query may read other tables than the one before it. */
  private static final Pattern QUERY =
      Pattern.compile("\\b(SELECT|TABLE)\\b", Pattern.CASE_INSENSITIVE);

  private InsertSeries() {}

  /** Whether the statement at {@code i} has one before and one after it in its series. */
  static boolean isAmid(List<SqlStatement> statements, int i) {
    return i > 0
        && i + 1 < statements.size()
        && goesOn(statements.get(i - 1), statements.get(i))
        && goesOn(statements.get(i), statements.get(i + 1));
  }

  /** Whether both insert values into a table that they call the same. */
  static boolean goesOn(SqlStatement one, SqlStatement next) {
    return one.begins("INSERT", "INTO")
        && haveSameTarget(one.tokens(), next.tokens())
        && !QUERY.matcher(one.text()).find()
        && !QUERY.matcher(next.text()).find();
  }

  private static boolean haveSameTarget(List<Token> one, List<Token> next) {
    for (int i = 0; i < Math.min(one.size(), next.size()); i++) {
      Token token = one.get(i);
      if (!token.text().equals(next.get(i).text())) {
        return false;
      }
      if (token.text().equals("(") || token.is("VALUES")) {
        return true;
      }
    }
    return false;
  }
}
