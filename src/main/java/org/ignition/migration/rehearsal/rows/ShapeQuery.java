package org.ignition.migration.rehearsal.rows;

/** The catalogs' tables, asked for the shapes of tables; for PostgreSQL 12 and later. */
final class ShapeQuery {

  /** How many there are, each the OIDs of the tables. */
  static final int PARAMETERS = 6;

  private static final String TABLES =
      """
      SELECT c.oid AS relid, c.relkind = 'p' AS partitioned,
             CASE WHEN c.relispartition THEN (SELECT h.inhparent FROM pg_catalog.pg_inherits h
                                              WHERE h.inhrelid = c.oid) END AS parent,
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
             pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS expression
      FROM pg_catalog.pg_attribute a
      LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = ANY (?::pg_catalog.oid[]) AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attgenerated = ''
      ORDER BY a.attrelid, a.attnum;
      """;

  /**
   * A foreign key to a partitioned table has one more constraint for each partition, below its own.
   */
  private static final String CONSTRAINTS =
      """
      SELECT o.conrelid AS relid,
             CASE o.contype WHEN 'c' THEN 'check' ELSE 'foreign key' END AS kind,
             COALESCE(o.conkey, '{}')::pg_catalog.text[] AS numbers,
             CASE o.contype WHEN 'c' THEN pg_catalog.pg_get_expr(o.conbin, o.conrelid)
             ELSE CASE t.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END
                  || pg_catalog.quote_ident(s.nspname) || '.'
                  || pg_catalog.quote_ident(t.relname) END AS definition,
             o.confrelid AS target,
             ARRAY(SELECT a.attname::pg_catalog.text
                   FROM pg_catalog.unnest(o.confkey) WITH ORDINALITY AS k(attnum, place)
                   JOIN pg_catalog.pg_attribute a
                     ON a.attrelid = o.confrelid AND a.attnum = k.attnum
                   ORDER BY k.place) AS targetnames
      FROM pg_catalog.pg_constraint o
      LEFT JOIN pg_catalog.pg_class t ON t.oid = o.confrelid
      LEFT JOIN pg_catalog.pg_namespace s ON s.oid = t.relnamespace
      WHERE o.conrelid = ANY (?::pg_catalog.oid[]) AND o.contype IN ('c', 'f')
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint p
                        WHERE p.oid = o.conparentid AND p.conrelid = o.conrelid)
      UNION ALL
      SELECT o.conrelid, 'deferred', ARRAY[]::pg_catalog.text[],
             pg_catalog.quote_ident(s.nspname) || '.' || pg_catalog.quote_ident(o.conname),
             0, ARRAY[]::pg_catalog.text[]
      FROM pg_catalog.pg_constraint o
      JOIN pg_catalog.pg_namespace s ON s.oid = o.connamespace
      WHERE o.conrelid = ANY (?::pg_catalog.oid[]) AND o.condeferred
      UNION ALL
      SELECT i.indrelid, 'key', pg_catalog.string_to_array(i.indkey::pg_catalog.text, ' '),
             '', 0, ARRAY[]::pg_catalog.text[]
      FROM pg_catalog.pg_index i
      WHERE i.indrelid = ANY (?::pg_catalog.oid[]) AND (i.indisunique OR i.indisexclusion);
      """;

  private static final String TYPES =
      """
      WITH RECURSIVE used(oid) AS (
        SELECT a.atttypid FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = ANY (?::pg_catalog.oid[]) AND a.attnum > 0 AND NOT a.attisdropped
        UNION
        SELECT p.oid FROM used u JOIN pg_catalog.pg_type t ON t.oid = u.oid CROSS JOIN LATERAL (
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
               WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder)
             ELSE ARRAY[]::pg_catalog.text[] END AS labels,
             CASE t.typtype WHEN 'd' THEN ARRAY(
               SELECT pg_catalog.pg_get_expr(o.conbin, 0) FROM pg_catalog.pg_constraint o
               WHERE o.contypid = t.oid AND o.contype = 'c' ORDER BY o.conname)
             ELSE ARRAY[]::pg_catalog.text[] END AS checks,
             CASE t.typtype WHEN 'c' THEN ARRAY(
               SELECT a.atttypid::pg_catalog.text || ':' || a.atttypmod::pg_catalog.text
               FROM pg_catalog.pg_attribute a
               WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
               ORDER BY a.attnum)
             ELSE ARRAY[]::pg_catalog.text[] END AS fields
      FROM used u JOIN pg_catalog.pg_type t ON t.oid = u.oid
      """;

  /** Four results: tables, columns, constraints and types. */
  static final String TEXT = TABLES + COLUMNS + CONSTRAINTS + TYPES;

  private ShapeQuery() {}
}
