package org.ignition.migration.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code DROP}. */
final class DropReading {

  /** These hold no rows, and no table or column goes with them. */
  private static final Set<String> HARMLESS =
      Set.of(
          ("AGGREGATE CAST CONVERSION EVENT FUNCTION GROUP INDEX LANGUAGE OPERATOR POLICY"
                  + " PROCEDURAL PROCEDURE PUBLICATION ROLE ROUTINE RULE SEQUENCE SERVER STATISTICS"
                  + " SUBSCRIPTION TABLESPACE TEXT TRANSFORM TRIGGER USER")
              .split(" "));

  private DropReading() {}

  static List<DownStep> read(Cursor cursor) {
    if (cursor.skip("FOREIGN", "DATA", "WRAPPER")) {
      return List.of();
    }
    cursor.skip("MATERIALIZED");
    cursor.skip("FOREIGN");
    String kind = cursor.atEnd() ? "" : cursor.take().upper();
    return switch (kind) {
      case "TABLE", "VIEW" -> drops(NamedKind.RELATION, cursor);
      case "TYPE", "DOMAIN" -> drops(NamedKind.TYPE, cursor);
      case "COLLATION" -> drops(NamedKind.COLLATION, cursor);
      case "SCHEMA" -> drops(NamedKind.SCHEMA, cursor);
      case "EXTENSION" -> drops(NamedKind.EXTENSION, cursor);
      case "OWNED" -> throw new UnreadableException("it drops whatever belongs to a role");
      default -> other(kind);
    };
  }

  private static List<DownStep> other(String kind) {
    if (HARMLESS.contains(kind)) {
      return List.of();
    }
    throw new UnreadableException("what goes with it can't be read");
  }

  private static List<DownStep> drops(NamedKind kind, Cursor cursor) {
    cursor.skip("IF", "EXISTS");
    List<ObjectName> names = new ArrayList<>();
    do {
      names.add(cursor.name().orElseThrow(UnreadableException::nameless));
    } while (cursor.skip(","));
    boolean cascade = cursor.skip("CASCADE");
    cursor.skip("RESTRICT");
    if (!cursor.atEnd()) {
      throw UnreadableException.nameless();
    }
    return names.stream().<DownStep>map(name -> new DownStep.Drop(kind, name, cascade)).toList();
  }
}
