package org.ignition.migration.loss;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code CREATE}: what is made here loses nothing when it is dropped again. */
final class CreateReading {

  private CreateReading() {}

  static List<DownStep> read(Cursor cursor) {
    cursor.skipAll("OR", "REPLACE", "GLOBAL", "LOCAL");
    boolean temporary = cursor.skip("TEMP") || cursor.skip("TEMPORARY");
    cursor.skipAll("UNLOGGED", "RECURSIVE", "MATERIALIZED", "FOREIGN", "VIRTUAL");
    if (cursor.skip("TABLE")) {
      return table(temporary, cursor);
    }
    if (cursor.skip("VIEW")) {
      ObjectName view = name(cursor);
      return List.of(new DownStep.Create(NamedKind.RELATION, temporary ? view.ofSession() : view));
    }
    if (cursor.skip("TYPE") || cursor.skip("DOMAIN")) {
      return created(NamedKind.TYPE, cursor);
    }
    return cursor.skip("SCHEMA") ? schema(cursor) : List.of();
  }

  private static List<DownStep> created(NamedKind kind, Cursor cursor) {
    return List.of(new DownStep.Create(kind, name(cursor)));
  }

  private static ObjectName name(Cursor cursor) {
    cursor.skip("IF", "NOT", "EXISTS");
    return cursor.name().orElseThrow(UnreadableException::nameless);
  }

  /** {@code CREATE SCHEMA AUTHORIZATION role} takes the role's name. */
  private static List<DownStep> schema(Cursor cursor) {
    return cursor.is("AUTHORIZATION") ? List.of() : created(NamedKind.SCHEMA, cursor);
  }

  private static List<DownStep> table(boolean temporary, Cursor cursor) {
    ObjectName written = name(cursor);
    ObjectName name = temporary ? written.ofSession() : written;
    List<DownStep> steps = new ArrayList<>();
    steps.add(new DownStep.Create(NamedKind.RELATION, name));
    if (cursor.skip("PARTITION", "OF")) {
      cursor.name().ifPresent(parent -> steps.add(new DownStep.Attach(parent, name)));
    } else if (cursor.seek("AS") && cursor.skip("AS") && cursor.skip("SELECT")) {
      CopyReading.read(cursor, name, List.of()).ifPresent(steps::add);
    }
    return steps;
  }
}
