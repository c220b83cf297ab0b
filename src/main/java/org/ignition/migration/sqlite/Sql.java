package org.ignition.migration.sqlite;

import java.util.List;

/** Pieces of SQL. */
final class Sql {

  private Sql() {}

  /** An identifier in quotes. */
  static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** The text of {@code lexemes}, equal for texts that differ in space, case and quotes only. */
  static String normal(List<Lexeme> lexemes) {
    StringBuilder text = new StringBuilder();
    Lexeme last = null;
    for (Lexeme each : lexemes) {
      if (last != null && isSpaced(last, each)) {
        text.append(' ');
      }
      text.append(each.normal());
      last = each;
    }
    return text.toString();
  }

  private static boolean isSpaced(Lexeme before, Lexeme after) {
    boolean tight =
        before.isSymbol('(')
            || before.isSymbol('.')
            || after.isSymbol(')')
            || after.isSymbol(',')
            || after.isSymbol('.')
            || after.isSymbol(';');
    return !tight;
  }
}
