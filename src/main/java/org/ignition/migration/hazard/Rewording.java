package org.ignition.migration.hazard;

import java.util.Arrays;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.sql.Token;

/** A statement's own text with words put in, so that its names stay as written. */
final class Rewording {

  private Rewording() {}

  /** {@code insertion} after the first of the keywords; the text alone when there is none. */
  static String after(SqlStatement statement, String insertion, String... keywords) {
    return statement.tokens().stream()
        .filter(token -> Arrays.stream(keywords).anyMatch(token::is))
        .findFirst()
        .map(token -> insert(statement.text(), token, insertion))
        .orElse(statement.text() + ";");
  }

  private static String insert(String text, Token token, String insertion) {
    int end = token.offset() + token.text().length();
    return text.substring(0, end) + " " + insertion + text.substring(end) + ";";
  }
}
