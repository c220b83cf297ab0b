package org.ignition.migration.history.postgres;

import java.util.List;
import java.util.Optional;

/** Text as part of SQL. */
final class Sql {

  private Sql() {}

  /** As a name. */
  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /**
   * As a value, whatever {@code standard_conforming_strings} and {@code backslash_quote} are. The
   * character U+0000, which no server takes, is replaced.
   */
  static String literal(String value) {
    String safe = value.replace("\\", "\\\\").replace("'", "''").replace('\0', '\ufffd');
    return "E'" + safe + "'";
  }

  /** As a value, or {@code NULL}. */
  static String literal(Optional<String> value) {
    return value.map(Sql::literal).orElse("NULL");
  }

  /** Values, separated by commas. */
  static String literals(List<String> values) {
    return String.join(", ", values.stream().map(Sql::literal).toList());
  }
}
