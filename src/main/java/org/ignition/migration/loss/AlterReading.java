package org.ignition.migration.loss;

import java.util.List;

/** Reads {@code ALTER}. */
final class AlterReading {

  private AlterReading() {}

  static List<DownStep> read(Cursor cursor) {
    cursor.skip("MATERIALIZED");
    cursor.skip("FOREIGN");
    if (cursor.skip("TABLE")) {
      return TableReading.read(cursor);
    }
    if (cursor.skip("VIEW")) {
      cursor.skip("IF", "EXISTS");
      return renamed(NamedKind.RELATION, cursor);
    }
    if (cursor.skip("TYPE")) {
      return type(cursor);
    }
    if (cursor.skip("DOMAIN")) {
      return renamed(NamedKind.TYPE, cursor);
    }
    if (cursor.skip("COLLATION")) {
      return renamed(NamedKind.COLLATION, cursor);
    }
    if (cursor.skip("EXTENSION")) {
      return extension(cursor);
    }
    return cursor.skip("SCHEMA") ? renamed(NamedKind.SCHEMA, cursor) : List.of();
  }

  private static List<DownStep> extension(Cursor cursor) {
    if (cursor.contains("UPDATE")) {
      throw new UnreadableException("what an extension's own scripts do can't be read");
    }
    return List.of();
  }

  private static List<DownStep> type(Cursor cursor) {
    if (cursor.contains("ATTRIBUTE") && !cursor.contains("RENAME")) {
      throw new UnreadableException("which columns hold values of the type can't be read");
    }
    return renamed(NamedKind.TYPE, cursor);
  }

  /** {@code name RENAME TO other}, {@code name SET SCHEMA other}; any other change is harmless. */
  static List<DownStep> renamed(NamedKind kind, Cursor cursor) {
    ObjectName name = cursor.name().orElseThrow(UnreadableException::nameless);
    if (cursor.skip("RENAME", "TO")) {
      return List.of(new DownStep.Rename(kind, name, identifier(cursor)));
    }
    return cursor.skip("SET", "SCHEMA")
        ? List.of(new DownStep.Move(kind, name, identifier(cursor)))
        : List.of();
  }

  static String identifier(Cursor cursor) {
    return cursor.identifier().orElseThrow(UnreadableException::nameless);
  }
}
