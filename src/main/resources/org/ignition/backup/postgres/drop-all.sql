-- Drops what a dump of this database would hold: all that is not an extension or a part of one.
-- A schema goes with all that is in it where it can: see KeptSchemas. In the others each object
-- goes by itself. Numbers are OIDs of catalogues, which are the same in all versions.
DO $ignition$
DECLARE
  statements text[];
  one text;
BEGIN
  WITH members AS (
    SELECT classid, objid FROM pg_depend WHERE deptype IN ('e', 'i') AND objsubid = 0
  ), me AS (
    SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user
  ), spaces AS (
    SELECT n.oid, n.nspname, n.nspname = 'public' OR NOT pg_has_role(n.nspowner, 'USAGE')
      OR EXISTS (SELECT FROM pg_extension x WHERE x.extnamespace = n.oid)
      OR (2615, n.oid) IN (SELECT classid, objid FROM members) AS kept
    FROM pg_namespace n
    WHERE left(n.nspname, 3) <> 'pg_' AND n.nspname <> 'information_schema'
  ), things AS (
    SELECT 1 AS step, 3466 AS class, e.oid, format('EVENT TRIGGER IF EXISTS %I', e.evtname) AS thing
    FROM pg_event_trigger e, me WHERE me.super
    UNION ALL
    SELECT 1, 6104, p.oid, format('PUBLICATION IF EXISTS %I', p.pubname) FROM pg_publication p, me
    WHERE pg_has_role(p.pubowner, 'USAGE') AND (me.super OR NOT p.puballtables)
    UNION ALL
    SELECT 2, 2615, s.oid, format('SCHEMA IF EXISTS %I', s.nspname) FROM spaces s WHERE NOT s.kept
    UNION ALL
    SELECT CASE WHEN c.kind = 'SEQUENCE' THEN 4 ELSE 3 END, 1259, c.oid,
      format('%s IF EXISTS %I.%I', c.kind, s.nspname, c.relname)
    FROM spaces s JOIN (SELECT oid, relname, relnamespace, CASE relkind WHEN 'v' THEN 'VIEW'
        WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'S' THEN 'SEQUENCE'
        ELSE 'TABLE' END AS kind
      FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')) c ON c.relnamespace = s.oid
    WHERE s.kept
    UNION ALL
    SELECT 5, 1255, p.oid, format('ROUTINE IF EXISTS %s', p.oid::regprocedure)
    FROM spaces s JOIN pg_proc p ON p.pronamespace = s.oid WHERE s.kept
    UNION ALL
    SELECT 6, 1247, t.oid, format('TYPE IF EXISTS %I.%I', s.nspname, t.typname)
    FROM spaces s JOIN pg_type t ON t.typnamespace = s.oid
      LEFT JOIN pg_class c ON c.oid = t.typrelid
    WHERE s.kept AND (c.oid IS NULL OR c.relkind = 'c')
    UNION ALL
    SELECT 7, 2617, o.oid, format('OPERATOR IF EXISTS %s', o.oid::regoperator)
    FROM spaces s JOIN pg_operator o ON o.oprnamespace = s.oid WHERE s.kept
    UNION ALL
    SELECT 8, n.class, n.oid, format('%s IF EXISTS %I.%I%s', n.kind, s.nspname, n.name, n.method)
    FROM spaces s JOIN (
      SELECT 2753 AS class, f.oid, f.opfnamespace AS space, 'OPERATOR FAMILY' AS kind,
        f.opfname AS name, format(' USING %I', m.amname) AS method
      FROM pg_opfamily f JOIN pg_am m ON m.oid = f.opfmethod
      UNION ALL SELECT 3456, oid, collnamespace, 'COLLATION', collname, '' FROM pg_collation
      UNION ALL SELECT 2607, oid, connamespace, 'CONVERSION', conname, '' FROM pg_conversion
      UNION ALL SELECT 3602, oid, cfgnamespace, 'TEXT SEARCH CONFIGURATION', cfgname, '' FROM pg_ts_config
      UNION ALL SELECT 3600, oid, dictnamespace, 'TEXT SEARCH DICTIONARY', dictname, '' FROM pg_ts_dict
      UNION ALL SELECT 3764, oid, tmplnamespace, 'TEXT SEARCH TEMPLATE', tmplname, '' FROM pg_ts_template
      UNION ALL SELECT 3601, oid, prsnamespace, 'TEXT SEARCH PARSER', prsname, '' FROM pg_ts_parser
    ) n ON n.space = s.oid
    WHERE s.kept
    UNION ALL
    SELECT 9, 2605, c.oid, format('CAST IF EXISTS (%s AS %s)', format_type(c.castsource, NULL),
      format_type(c.casttarget, NULL))
    FROM pg_cast c WHERE c.oid >= 16384
    UNION ALL
    SELECT 10, 1417, f.oid, format('SERVER IF EXISTS %I', f.srvname) FROM pg_foreign_server f
    UNION ALL
    SELECT 11, 2328, w.oid, format('FOREIGN DATA WRAPPER IF EXISTS %I', w.fdwname)
    FROM pg_foreign_data_wrapper w
  )
  SELECT array_agg(format('DROP %s CASCADE', t.thing) ORDER BY t.step) INTO statements
  FROM things t
  WHERE NOT EXISTS (SELECT FROM members m WHERE m.classid = t.class::oid AND m.objid = t.oid);

  FOREACH one IN ARRAY coalesce(statements, '{}') LOOP
    EXECUTE one;
  END LOOP;
  PERFORM lo_unlink(l.oid) FROM pg_largeobject_metadata l;
END
$ignition$;
