package org.ignition.migration.rehearsal.rows;

import java.util.Collection;
import java.util.stream.Collectors;
import org.ignition.migration.trace.Relation;

/**
 * Untrusted names and values as SQL; PostgreSQL's documentation, section 4.1 (Lexical Structure).
 */
final class SqlText {

  private SqlText() {}

  /** A name in quotes. */
  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A relation, with its schema. */
  static String name(Relation relation) {
    return name(relation.schema()) + '.' + name(relation.name());
  }

  /** A string constant that reads the same whatever {@code standard_conforming_strings} is. */
  static String literal(String value) {
    String quoted = "'" + value.replace("'", "''") + "'";
    return value.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
  }

  /** A constant of type {@code text[]}. */
  static String literals(Collection<String> values) {
    return values.stream()
        .map(SqlText::literal)
        .collect(Collectors.joining(", ", "ARRAY[", "]::pg_catalog.text[]"));
  }
}
