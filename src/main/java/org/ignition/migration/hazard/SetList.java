package org.ignition.migration.hazard;

import java.util.ArrayList;
import java.util.List;
import org.ignition.migration.sql.Token;

/** The columns that an UPDATE assigns. */
final class SetList {

  private SetList() {}

  /** Their names as the server folds them; none when the list has another form. */
  static List<String> columns(List<Token> tokens) {
    List<String> columns = new ArrayList<>();
    int depth = 0;
    boolean expected = false;
    for (Token token : tokens) {
      if (depth == 0 && (token.is("FROM") || token.is("WHERE") || token.is("RETURNING"))) {
        return columns;
      }
      if (expected) {
        if (token.kind() == Token.Kind.SYMBOL) {
          return List.of();
        }
        columns.add(SqlName.folded(token.text()));
      }
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      expected = depth == 0 && (token.is("SET") || (token.is(",") && !columns.isEmpty()));
    }
    return columns;
  }
}
