package org.ignition.migration.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a CREATE TABLE statement says and no pragma repeats: checks, expressions of generated
 * columns, collations, which foreign keys are deferred.
 *
 * @param items column definitions and constraints, each without its comma
 */
record TableText(List<List<Lexeme>> items) {

  /** Reads the text that {@code sqlite_schema} holds. */
  static TableText of(String sql) {
    List<List<Lexeme>> items = new ArrayList<>();
    List<Lexeme> item = new ArrayList<>();
    int depth = 0;
    for (Lexeme each : Lexemes.of(sql)) {
      if (each.isSymbol(')')) {
        depth--;
      }
      if (depth == 0 && !item.isEmpty()) {
        break;
      }
      if (depth == 1 && each.isSymbol(',')) {
        items.add(List.copyOf(item));
        item.clear();
      } else if (depth > 0) {
        item.add(each);
      }
      if (each.isSymbol('(')) {
        depth++;
      }
    }
    items.add(List.copyOf(item));
    return new TableText(List.copyOf(items));
  }

  /** The conditions of all checks, normalised. */
  List<String> checks() {
    return items.stream().flatMap(item -> groupsAfter(item, "CHECK").stream()).toList();
  }

  /** For each foreign key in the order of the text whether it is checked at the commit. */
  List<Boolean> deferred() {
    List<Boolean> deferred = new ArrayList<>();
    for (List<Lexeme> item : items) {
      for (int i : outermost(item)) {
        if (item.get(i).is("REFERENCES")) {
          deferred.add(isDeferred(item.subList(i, item.size())));
        }
      }
    }
    return deferred;
  }

  private static boolean isDeferred(List<Lexeme> reference) {
    for (int i = 1; i < reference.size(); i++) {
      if (reference.get(i).is("INITIALLY") && i + 1 < reference.size()) {
        return reference.get(i + 1).is("DEFERRED");
      }
    }
    return false;
  }

  /** The expression of a generated column. */
  Optional<String> expression(String column) {
    return definition(column).stream()
        .flatMap(item -> groupsAfter(item, "AS").stream())
        .findFirst();
  }

  /** The collation that a column is defined with. */
  Optional<String> collation(String column) {
    return definition(column).stream()
        .flatMap(item ->
            outermost(item).stream()
                .filter(i -> item.get(i).is("COLLATE") && i + 1 < item.size())
                .map(i -> item.get(i + 1).name().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  boolean has(String word) {
    return items.stream().flatMap(List::stream).anyMatch(each -> each.is(word));
  }

  private Optional<List<Lexeme>> definition(String column) {
    return items.stream()
        .filter(item -> !item.isEmpty() && item.getFirst().name().equalsIgnoreCase(column))
        .findFirst();
  }

  /** The texts within the parentheses that follow {@code word}. */
  private static List<String> groupsAfter(List<Lexeme> item, String word) {
    List<String> groups = new ArrayList<>();
    for (int i : outermost(item)) {
      if (item.get(i).is(word) && i + 1 < item.size() && item.get(i + 1).isSymbol('(')) {
        groups.add(Sql.normal(item.subList(i + 2, close(item, i + 1))));
      }
    }
    return groups;
  }

  private static int close(List<Lexeme> item, int open) {
    int depth = 0;
    for (int i = open; i < item.size(); i++) {
      depth += item.get(i).isSymbol('(') ? 1 : item.get(i).isSymbol(')') ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return item.size();
  }

  /** The indexes of what is in no parentheses; a column's own name is none of the words. */
  private static List<Integer> outermost(List<Lexeme> item) {
    List<Integer> indexes = new ArrayList<>();
    int depth = 0;
    for (int i = 0; i < item.size(); i++) {
      depth -= item.get(i).isSymbol(')') ? 1 : 0;
      if (depth == 0) {
        indexes.add(i);
      }
      depth += item.get(i).isSymbol('(') ? 1 : 0;
    }
    return indexes;
  }
}
