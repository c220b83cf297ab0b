package org.ignition.migration.rehearsal.catalog;

/** What is read of types and routines; labels as in {@link RelationQueries}. */
final class TypeQueries {

  private TypeQueries() {}

  static final String TYPES =
      """
      SELECT t.oid, n.nspname AS schema, t.typname AS name,
        CASE t.typtype WHEN 'e' THEN 'ENUM' WHEN 'd' THEN 'DOMAIN' WHEN 'c' THEN 'COMPOSITE_TYPE'
          WHEN 'r' THEN 'RANGE_TYPE' ELSE 'BASE_TYPE' END AS kind,
        concat_ws(' ', nullif(t.typrelid, 0), t.typarray, nn.oids) AS ties,
        (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
          FROM pg_enum e WHERE e.enumtypid = t.oid) AS "LABELS",
        CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END AS "TYPE",
        CASE WHEN t.typnotnull THEN 'true' END AS "NOT_NULL",
        CASE WHEN nn.valid = false THEN 'false' END AS "VALID",
        CASE WHEN t.typtype = 'd' THEN coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault) END
          AS "DEFAULT",
        CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation
          THEN {collation name t.typcollation} END AS "COLLATION",
        CASE t.typtype
          WHEN 'c' THEN (SELECT string_agg(format('%I %s%s', a.attname,
                format_type(a.atttypid, a.atttypmod),
                CASE WHEN a.attcollation <> y.typcollation
                  THEN ' COLLATE ' || {collation name a.attcollation} END), ', ' ORDER BY a.attnum)
              FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid
              WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)
          WHEN 'r' THEN (SELECT concat('subtype ', format_type(r.rngsubtype, NULL), ' operator class ',
                (SELECT opcname FROM pg_opclass WHERE oid = r.rngsubopc),
                ' collation ' || nullif({collation name r.rngcollation}, '-'),
                ' canonical ' || nullif(r.rngcanonical::oid, 0)::regproc::text,
                ' difference ' || nullif(r.rngsubdiff::oid, 0)::regproc::text)
              FROM pg_range r WHERE r.rngtypid = t.oid)
          WHEN 'b' THEN format('input %s output %s length %s alignment %s storage %s category %s',
              t.typinput, t.typoutput, t.typlen, t.typalign, t.typstorage, t.typcategory)
        END AS "DEFINITION",
        pg_get_userbyid(t.typowner) AS "OWNER", {acl t.typacl T t.typowner} AS "PRIVILEGES",
        d.description AS "COMMENT"
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
        LEFT JOIN pg_type b ON b.oid = t.typbasetype
        LEFT JOIN pg_class c ON c.oid = t.typrelid
        {domain not null}
        {comment pg_type t.oid 0}
      WHERE {in t.oid} AND t.typtype IN ('e', 'd', 'c', 'r', 'b') AND t.typisdefined
        AND (c.oid IS NULL OR c.relkind = 'c')
        AND NOT (t.typelem <> 0 AND EXISTS (SELECT FROM pg_type x WHERE x.oid = t.typelem
          AND x.typarray = t.oid))
        AND {visible n} AND {own pg_type t.oid}
      """;

  static final String DOMAIN_CONSTRAINTS =
      """
      SELECT k.oid, k.contypid AS owner, k.conname AS name, 'CONSTRAINT' AS kind,
        {constraint} d.description AS "COMMENT"
      FROM pg_constraint k {comment pg_constraint k.oid 0}
      WHERE {in k.contypid} AND k.contype = 'c'
      """;

  static final String ROUTINES =
      """
      SELECT p.oid, n.nspname AS schema,
        p.proname || '(' || oidvectortypes(p.proargtypes) || ')' AS name,
        CASE p.prokind WHEN 'a' THEN 'AGGREGATE' WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END
          AS kind,
        CASE WHEN p.prokind = 'a' THEN (SELECT concat('result ', format_type(p.prorettype, NULL),
              ' transition ', g.aggtransfn, ' state ', format_type(g.aggtranstype, NULL),
              ' initial ' || g.agginitval, ' final ' || nullif(g.aggfinalfn::oid, 0)::regproc,
              ' combine ' || nullif(g.aggcombinefn::oid, 0)::regproc,
              ' moving ' || nullif(g.aggmtransfn::oid, 0)::regproc,
              ' sort ' || nullif(g.aggsortop, 0)::regoperator, ' kind ', g.aggkind,
              ' parallel ', p.proparallel)
            FROM pg_aggregate g WHERE g.aggfnoid = p.oid)
          ELSE substr(f.def, strpos(f.def, format('%I.%I(', n.nspname, p.proname))
            + length(format('%I.%I', n.nspname, p.proname))) END AS "DEFINITION",
        CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END
          AS "VOLATILITY",
        pg_get_userbyid(p.proowner) AS "OWNER", {acl p.proacl f p.proowner} AS "PRIVILEGES",
        d.description AS "COMMENT"
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        LEFT JOIN LATERAL (SELECT CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END
          AS def OFFSET 0) f ON true
        {comment pg_proc p.oid 0}
      WHERE {in p.oid} AND {visible n} AND {own pg_proc p.oid} AND left(p.proname, 9) <> 'ignition_'
        AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_proc'::regclass
          AND x.objid = p.oid AND x.deptype = 'i')
      """;
}
