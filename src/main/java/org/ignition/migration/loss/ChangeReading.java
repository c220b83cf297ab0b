package org.ignition.migration.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what changes rows: TRUNCATE, DELETE, UPDATE, INSERT, MERGE. */
final class ChangeReading {

  /** What is to be done about conflicts, with which not every row comes in. */
  private static final Set<String> LEAVES_OUT = Set.of("IGNORE", "REPLACE");

  private ChangeReading() {}

  static List<DownStep> truncate(Cursor cursor) {
    cursor.skip("TABLE");
    List<ObjectName> names = new ArrayList<>();
    List<Boolean> only = new ArrayList<>();
    do {
      only.add(cursor.skip("ONLY"));
      names.add(table(cursor));
    } while (cursor.skip(","));
    boolean cascade = cursor.contains("CASCADE");
    List<DownStep> steps = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      steps.add(new DownStep.Truncate(names.get(i), only.get(i), cascade));
    }
    return steps;
  }

  static List<DownStep> delete(Cursor cursor) {
    cursor.skip("FROM");
    boolean only = cursor.skip("ONLY");
    ObjectName table = table(cursor);
    boolean all =
        !cursor.contains("WHERE") && !cursor.contains("USING") && !cursor.contains("LIMIT");
    return List.of(new DownStep.DeleteRows(table, only, all));
  }

  static List<DownStep> merge(Cursor cursor) {
    cursor.skip("INTO");
    cursor.skip("ONLY");
    return List.of(new DownStep.ReplaceRows(table(cursor)));
  }

  static List<DownStep> update(Cursor cursor) {
    boolean replaces = conflict(cursor).equals("REPLACE");
    cursor.skip("ONLY");
    ObjectName table = table(cursor);
    if (replaces) {
      return List.of(new DownStep.ReplaceRows(table));
    }
    return List.of(new DownStep.UpdateRows(table, assigned(cursor)));
  }

  static List<DownStep> insert(String verb, Cursor cursor) {
    String conflict = verb.equals("INSERT") ? conflict(cursor) : verb;
    cursor.skip("INTO");
    ObjectName table = table(cursor);
    List<DownStep> steps = new ArrayList<>();
    if (conflict.equals("REPLACE")) {
      steps.add(new DownStep.ReplaceRows(table));
    }
    if (cursor.skip("AS")) {
      cursor.identifier();
    }
    List<String> targets = targets(cursor);
    if (cursor.skip("SELECT")) {
      CopyReading.read(cursor, table, targets)
          .map(copy -> LEAVES_OUT.contains(conflict) ? copy.inPart() : copy)
          .ifPresent(steps::add);
    }
    if (cursor.seek("CONFLICT") && cursor.seek("UPDATE")) {
      steps.add(new DownStep.UpdateRows(table, assigned(cursor)));
    }
    return steps;
  }

  /** What SQLite is to do with a row that is in the way; empty where that is not said. */
  private static String conflict(Cursor cursor) {
    return cursor.skip("OR") ? cursor.take().upper() : "";
  }

  private static ObjectName table(Cursor cursor) {
    ObjectName name = cursor.name().orElseThrow(UnreadableException::nameless);
    cursor.skip("*");
    return name;
  }

  private static List<String> targets(Cursor cursor) {
    List<String> targets = new ArrayList<>();
    if (cursor.skip("(")) {
      do {
        cursor.identifier().ifPresent(targets::add);
      } while (cursor.skip(","));
      cursor.seek(")");
      cursor.skip(")");
    }
    return targets;
  }

  /** The columns behind SET: {@code a = 1, (b, c) = (SELECT …)}. */
  private static List<String> assigned(Cursor cursor) {
    List<String> columns = new ArrayList<>();
    if (!cursor.seek("SET")) {
      throw UnreadableException.nameless();
    }
    cursor.skip("SET");
    do {
      if (cursor.is("(")) {
        columns.addAll(targets(cursor));
      } else {
        columns.add(cursor.identifier().orElseThrow(UnreadableException::nameless));
      }
    } while (cursor.seek(",", "WHERE", "FROM", "RETURNING") && cursor.skip(","));
    return columns;
  }
}
