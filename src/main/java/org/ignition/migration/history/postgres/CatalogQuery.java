package org.ignition.migration.history.postgres;

import org.ignition.migration.history.HistoryTables;
import org.ignition.migration.history.table.OtherTools;

/** What the catalog says of tables that may hold a history, in one round trip. */
final class CatalogQuery {

  /** Of other people's tables only the first are shown. */
  private static final int SHOWN = 5;

  private static final String KNOWN = Sql.literals(OtherTools.tables());

  /** Where what is not qualified is made; null when the search path names no schema. */
  static final String SCHEMA = "SELECT pg_catalog.current_schema()";

  /** Tables of users: those of extensions, and partitions of a table, are none of their own. */
  static String tables() {
    return """
    SELECT n.nspname || '.' || c.relname, pg_catalog.count(*) OVER ()
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition
      AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      AND c.relname NOT IN (%1$s)
      AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
          AND d.objid = c.oid AND d.deptype = 'e')
    ORDER BY 1
    LIMIT %2$d\
    """
        .formatted(KNOWN, SHOWN);
  }

  /** A row for each column of each candidate; one without columns has a row too. */
  static String candidates() {
    return """
    SELECT n.nspname, c.relname, c.relkind::pg_catalog.text,
      COALESCE(n.nspname = pg_catalog.current_schema(), false),
      EXISTS (
        SELECT FROM pg_catalog.pg_rewrite r
        JOIN pg_catalog.pg_depend d
          ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.objid = r.oid
        JOIN pg_catalog.pg_class base ON base.oid = d.refobjid
        WHERE r.ev_class = c.oid AND base.relname = %1$s
          AND base.relnamespace = c.relnamespace
          AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass),
      pg_catalog.has_table_privilege(c.oid, 'SELECT')
        AND pg_catalog.has_table_privilege(c.oid, 'INSERT')
        AND pg_catalog.has_table_privilege(c.oid, 'DELETE'),
      a.attname,
      CASE WHEN a.attgenerated = '' THEN t.typcategory::pg_catalog.text ELSE 'computed' END,
      COALESCE(a.attnotnull AND NOT a.atthasdef AND a.attidentity = '', false)
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_attribute a
      ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    WHERE c.relname IN (%2$s) AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
      AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    ORDER BY n.nspname, c.relname, a.attnum\
    """
        .formatted(Sql.literal(HistoryTables.COMPANION), KNOWN);
  }

  private CatalogQuery() {}
}
