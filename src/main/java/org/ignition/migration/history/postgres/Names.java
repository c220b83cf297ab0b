package org.ignition.migration.history.postgres;

import org.ignition.migration.history.HistoryTables;

/**
 * The tables, each with its schema: a migration may have changed the search path.
 *
 * @param schema not quoted
 */
record Names(String schema) {

  String companion() {
    return qualified(HistoryTables.COMPANION);
  }

  String flyway() {
    return qualified(HistoryTables.FLYWAY);
  }

  String versions() {
    return qualified(HistoryTables.VERSIONS);
  }

  String sqlx() {
    return qualified("_sqlx_migrations");
  }

  private String qualified(String table) {
    return Sql.name(schema) + "." + Sql.name(table);
  }
}
