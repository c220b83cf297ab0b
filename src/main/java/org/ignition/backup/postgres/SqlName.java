package org.ignition.backup.postgres;

/** Text as part of SQL. */
final class SqlName {

  private SqlName() {}

  /** As a name. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** As a value, whatever {@code standard_conforming_strings} is. */
  static String literal(String value) {
    return "E'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
