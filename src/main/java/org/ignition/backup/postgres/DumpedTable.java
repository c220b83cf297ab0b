package org.ignition.backup.postgres;

/**
 * A table whose rows a dump holds.
 *
 * @param oid which it is, whatever it is called
 * @param schema it is in, not quoted
 * @param name its own, not quoted
 */
record DumpedTable(long oid, String schema, String name) {

  /** As part of SQL. */
  String sql() {
    return SqlName.quoted(schema) + "." + SqlName.quoted(name);
  }

  /** For people, such as {@code public.users}; no two tables are called the same. */
  @Override
  public String toString() {
    return part(schema) + "." + part(name);
  }

  private static String part(String name) {
    return name.contains(".") || name.contains("\"") ? SqlName.quoted(name) : name;
  }
}
