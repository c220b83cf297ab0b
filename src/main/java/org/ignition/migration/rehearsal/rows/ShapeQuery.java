package org.ignition.migration.rehearsal.rows;

/** The catalogs' tables, asked for the shapes of tables; for PostgreSQL 12 and later. */
final class ShapeQuery {

  private static final String TABLES =
      """
      SELECT c.oid AS relid, c.relkind = 'p' AS partitioned,
             CASE WHEN c.relispartition THEN (SELECT h.inhparent FROM pg_catalog.pg_inherits h
                                              WHERE h.inhrelid = c.oid LIMIT 1) END AS parent,
             CASE WHEN c.relispartition
                  THEN pg_catalog.pg_get_partition_constraintdef(c.oid) END AS bound
      FROM pg_catalog.pg_class c
      WHERE c.oid = ANY (?::pg_catalog.oid[]) AND c.relkind IN ('r', 'p');
      """;

  private static final String COLUMNS =
      """
      SELECT a.attrelid AS relid, a.attnum, a.attname, a.atttypid, a.atttypmod,
             pg_catalog.format_type(a.atttypid, a.atttypmod) AS sqltype,
             a.attnotnull, a.attidentity <> '' AS identity,
             CASE WHEN a.atthasdef THEN (
               SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid) FROM pg_catalog.pg_attrdef d
               WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum) END AS expression
      FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = ANY (?::pg_catalog.oid[]) AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attgenerated = ''
      ORDER BY a.attrelid, a.attnum;
      """;

  /** Names are qualified as the session's {@code search_path} needs it, and run with that one. */
  private static final String CONSTRAINTS =
      """
      SELECT o.conrelid AS relid, o.oid, o.conparentid AS parent, o.contype,
             COALESCE(o.conkey, '{}')::pg_catalog.text[] AS numbers,
             CASE o.contype WHEN 'c' THEN pg_catalog.pg_get_expr(o.conbin, o.conrelid) END
               AS expression,
             o.confrelid AS target, o.confrelid::pg_catalog.regclass AS targetname,
             CASE o.contype WHEN 'f' THEN (
               SELECT t.relkind = 'p' FROM pg_catalog.pg_class t WHERE t.oid = o.confrelid) END
               AS partitioned,
             CASE o.contype WHEN 'f' THEN ARRAY(
               SELECT a.attname::pg_catalog.text FROM pg_catalog.pg_attribute a
               WHERE a.attrelid = o.confrelid AND a.attnum = ANY (o.confkey)
               ORDER BY pg_catalog.array_position(o.confkey, a.attnum)) END AS targetcolumns,
             CASE WHEN o.condeferred THEN o.connamespace::pg_catalog.regnamespace || '.'
                  || pg_catalog.quote_ident(o.conname) END AS deferred
      FROM pg_catalog.pg_constraint o
      WHERE o.conrelid = ANY (?::pg_catalog.oid[])
        AND (o.contype IN ('c', 'f') OR o.condeferred);
      """;

  private static final String KEYS =
      """
      SELECT i.indrelid AS relid,
             pg_catalog.string_to_array(i.indkey::pg_catalog.text, ' ') AS numbers
      FROM pg_catalog.pg_index i
      WHERE i.indrelid = ANY (?::pg_catalog.oid[]) AND (i.indisunique OR i.indisexclusion)
      """;

  /** Four results: tables, columns, constraints and keys. Each takes the OIDs of the tables. */
  static final String SHAPES = TABLES + COLUMNS + CONSTRAINTS + KEYS;

  /**
   * Types by OID, with those that they are made of; it takes the OIDs. {@code OFFSET 0} keeps the
   * planner from reading all types to find a few.
   */
  static final String TYPES =
      """
      WITH RECURSIVE used(oid) AS (
        SELECT w.oid FROM pg_catalog.unnest(?::pg_catalog.oid[]) AS w(oid)
        UNION
        SELECT p.oid FROM used u CROSS JOIN LATERAL (
          SELECT t.* FROM pg_catalog.pg_type t WHERE t.oid = u.oid OFFSET 0) AS t
        CROSS JOIN LATERAL (
          SELECT t.typelem WHERE t.typcategory = 'A'
          UNION ALL SELECT t.typbasetype WHERE t.typtype = 'd'
          UNION ALL SELECT r.rngsubtype FROM pg_catalog.pg_range r
                    WHERE t.typtype = 'r' AND r.rngtypid = t.oid
          UNION ALL SELECT a.atttypid FROM pg_catalog.pg_attribute a
                    WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0
                      AND NOT a.attisdropped) AS p(oid))
      SELECT t.oid, t.typname,
             CASE WHEN t.typtype = 'e' THEN 'ENUM' WHEN t.typtype = 'd' THEN 'DOMAIN'
                  WHEN t.typtype = 'c' THEN 'COMPOSITE' WHEN t.typtype = 'r' THEN 'RANGE'
                  WHEN t.typtype = 'm' THEN 'MULTIRANGE'
                  WHEN t.typcategory = 'A' AND t.typname NOT LIKE '%vector' THEN 'ARRAY'
                  ELSE 'BASE' END AS kind,
             CASE t.typtype WHEN 'd' THEN t.typbasetype
                  WHEN 'r' THEN (SELECT r.rngsubtype FROM pg_catalog.pg_range r
                                 WHERE r.rngtypid = t.oid)
                  ELSE t.typelem END AS part,
             t.typtypmod,
             CASE t.typtype WHEN 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod)
                  ELSE pg_catalog.format_type(t.oid, -1) END AS basesql,
             CASE t.typtype WHEN 'e' THEN ARRAY(
               SELECT e.enumlabel::pg_catalog.text FROM pg_catalog.pg_enum e
               WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) END AS labels,
             CASE t.typtype WHEN 'd' THEN ARRAY(
               SELECT pg_catalog.pg_get_expr(o.conbin, 0) FROM pg_catalog.pg_constraint o
               WHERE o.contypid = t.oid AND o.contype = 'c' ORDER BY o.conname) END AS checks,
             CASE t.typtype WHEN 'c' THEN ARRAY(
               SELECT a.atttypid::pg_catalog.text || ':' || a.atttypmod::pg_catalog.text
               FROM pg_catalog.pg_attribute a
               WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
               ORDER BY a.attnum) END AS fields
      FROM used u CROSS JOIN LATERAL (
        SELECT t.* FROM pg_catalog.pg_type t WHERE t.oid = u.oid OFFSET 0) AS t
      """;

  private ShapeQuery() {}
}
