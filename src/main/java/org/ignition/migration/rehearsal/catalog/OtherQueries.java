package org.ignition.migration.rehearsal.catalog;

/** What is read of all else; labels as in {@link RelationQueries}. */
final class OtherQueries {

  private OtherQueries() {}

  /** Few rows of many kinds, always read together. */
  static final String OTHERS =
      """
      SELECT 'pg_namespace'::regclass::oid AS class, n.oid, '' AS schema, n.nspname::text AS name,
        'SCHEMA' AS kind, NULL AS "DEFINITION", NULL AS "VERSION", NULL AS "ENABLED",
        CASE WHEN n.nspname <> 'public' OR n.nspowner NOT IN (10, 6171, b.datdba)
          THEN pg_get_userbyid(n.nspowner) END AS "OWNER",
        {acl n.nspacl n n.nspowner} AS "PRIVILEGES",
        CASE WHEN n.nspname <> 'public' OR obj_description(n.oid) <> 'standard public schema'
          THEN obj_description(n.oid, 'pg_namespace') END AS "COMMENT"
      FROM pg_namespace n JOIN pg_database b ON b.datname = current_database()
      WHERE (n.oid >= 16384 OR n.nspname = 'public') AND {visible n} AND {own pg_namespace n.oid}
      UNION ALL
      SELECT 'pg_extension'::regclass, x.oid, '', x.extname, 'EXTENSION',
        'schema ' || x.extnamespace::regnamespace, x.extversion, NULL, pg_get_userbyid(x.extowner), NULL, NULL
      FROM pg_extension x WHERE x.oid >= 16384
      UNION ALL
      SELECT 'pg_collation'::regclass, c.oid, n.nspname, c.collname, 'COLLATION',
        {collation}, NULL, NULL, pg_get_userbyid(c.collowner), NULL, obj_description(c.oid, 'pg_collation')
      FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
      WHERE c.oid >= 16384 AND {visible n} AND {own pg_collation c.oid}
      UNION ALL
      SELECT 'pg_cast'::regclass, c.oid, '',
        format('%s to %s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)), 'CAST',
        concat(c.castmethod, ' ', c.castcontext, ' ' || nullif(c.castfunc, 0)::regprocedure),
        NULL, NULL, NULL, NULL, obj_description(c.oid, 'pg_cast')
      FROM pg_cast c
      WHERE c.oid >= 16384 AND {own pg_cast c.oid}
        AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_cast'::regclass
          AND x.objid = c.oid AND x.deptype = 'i')
      UNION ALL
      SELECT 'pg_operator'::regclass, o.oid, n.nspname,
        format('%s(%s, %s)', o.oprname, format_type(nullif(o.oprleft, 0), NULL),
          format_type(nullif(o.oprright, 0), NULL)), 'OPERATOR',
        concat(o.oprcode, ' commutator ' || nullif(o.oprcom, 0)::regoperator,
          ' negator ' || nullif(o.oprnegate, 0)::regoperator, ' restrict ' || nullif(o.oprrest, 0),
          ' join ' || nullif(o.oprjoin, 0), CASE WHEN o.oprcanhash THEN ' hashes' END,
          CASE WHEN o.oprcanmerge THEN ' merges' END),
        NULL, NULL, pg_get_userbyid(o.oprowner), NULL, obj_description(o.oid, 'pg_operator')
      FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
      WHERE o.oid >= 16384 AND o.oprcode <> 0 AND {visible n} AND {own pg_operator o.oid}
      UNION ALL
      SELECT 'pg_opfamily'::regclass, f.oid, n.nspname, format('family %s using %s', f.opfname, m.amname),
        'OPERATOR_CLASS',
        concat_ws(', ', (SELECT string_agg(format('operator %s %s', a.amopstrategy,
              a.amopopr::regoperator), ', ' ORDER BY a.amopstrategy, a.amopopr::regoperator::text)
            FROM pg_amop a WHERE a.amopfamily = f.oid),
          (SELECT string_agg(format('function %s %s', a.amprocnum, a.amproc::regprocedure), ', '
              ORDER BY a.amprocnum, a.amproc::regprocedure::text)
            FROM pg_amproc a WHERE a.amprocfamily = f.oid)),
        NULL, NULL, pg_get_userbyid(f.opfowner), NULL, obj_description(f.oid, 'pg_opfamily')
      FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am m ON m.oid = f.opfmethod
      WHERE f.oid >= 16384 AND {visible n} AND {own pg_opfamily f.oid}
      UNION ALL
      SELECT 'pg_opclass'::regclass, c.oid, n.nspname, format('%s using %s', c.opcname, m.amname),
        'OPERATOR_CLASS',
        concat('for ', format_type(c.opcintype, NULL), ' family ', f.opfname,
          CASE WHEN c.opcdefault THEN ' default' END,
          ' storage ' || format_type(nullif(c.opckeytype, 0), NULL)),
        NULL, NULL, pg_get_userbyid(c.opcowner), NULL, obj_description(c.oid, 'pg_opclass')
      FROM pg_opclass c JOIN pg_namespace n ON n.oid = c.opcnamespace JOIN pg_am m ON m.oid = c.opcmethod
        JOIN pg_opfamily f ON f.oid = c.opcfamily
      WHERE c.oid >= 16384 AND {visible n} AND {own pg_opclass c.oid}
      """;

  static final String TEXT_SEARCH_AND_FOREIGN =
      """
      SELECT 'pg_ts_config'::regclass::oid AS class, c.oid, n.nspname::text AS schema,
        'configuration ' || c.cfgname AS name, 'TEXT_SEARCH' AS kind,
        concat('parser ', (SELECT prsname FROM pg_ts_parser WHERE oid = c.cfgparser), ' ',
          (SELECT string_agg(format('%s %s', m.maptokentype, m.mapdict::regdictionary), ', '
              ORDER BY m.maptokentype, m.mapseqno)
            FROM pg_ts_config_map m WHERE m.mapcfg = c.oid)) AS "DEFINITION",
        NULL AS "VERSION", NULL AS "ENABLED", pg_get_userbyid(c.cfgowner) AS "OWNER", NULL AS "PRIVILEGES",
        obj_description(c.oid, 'pg_ts_config') AS "COMMENT"
      FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace
      WHERE c.oid >= 16384 AND {visible n} AND {own pg_ts_config c.oid}
      UNION ALL
      SELECT 'pg_ts_dict'::regclass, t.oid, n.nspname, 'dictionary ' || t.dictname, 'TEXT_SEARCH',
        concat('template ', (SELECT tmplname FROM pg_ts_template WHERE oid = t.dicttemplate), ' ',
          t.dictinitoption),
        NULL, NULL, pg_get_userbyid(t.dictowner), NULL, obj_description(t.oid, 'pg_ts_dict')
      FROM pg_ts_dict t JOIN pg_namespace n ON n.oid = t.dictnamespace
      WHERE t.oid >= 16384 AND {visible n} AND {own pg_ts_dict t.oid}
      UNION ALL
      SELECT 'pg_ts_parser'::regclass, p.oid, n.nspname, 'parser ' || p.prsname, 'TEXT_SEARCH',
        concat_ws(' ', p.prsstart, p.prstoken, p.prsend, p.prsheadline, p.prslextype),
        NULL, NULL, NULL, NULL, obj_description(p.oid, 'pg_ts_parser')
      FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = p.prsnamespace
      WHERE p.oid >= 16384 AND {visible n} AND {own pg_ts_parser p.oid}
      UNION ALL
      SELECT 'pg_ts_template'::regclass, p.oid, n.nspname, 'template ' || p.tmplname, 'TEXT_SEARCH',
        concat_ws(' ', p.tmplinit, p.tmpllexize),
        NULL, NULL, NULL, NULL, obj_description(p.oid, 'pg_ts_template')
      FROM pg_ts_template p JOIN pg_namespace n ON n.oid = p.tmplnamespace
      WHERE p.oid >= 16384 AND {visible n} AND {own pg_ts_template p.oid}
      UNION ALL
      SELECT 'pg_event_trigger'::regclass, e.oid, '', e.evtname, 'EVENT_TRIGGER',
        format('on %s execute %s tags %s', e.evtevent, e.evtfoid::regproc,
          array_to_string(e.evttags, ', ')),
        NULL, CASE e.evtenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica'
          WHEN 'A' THEN 'always' END, pg_get_userbyid(e.evtowner), NULL, obj_description(e.oid, 'pg_event_trigger')
      FROM pg_event_trigger e
      WHERE left(e.evtname, 9) <> 'ignition_' AND {own pg_event_trigger e.oid}
      UNION ALL
      SELECT 'pg_publication'::regclass, p.oid, '', p.pubname, 'PUBLICATION',
        concat_ws(' ', CASE WHEN p.puballtables THEN 'all tables' END, {publication},
          'publishing', CASE WHEN p.pubinsert THEN 'insert' END,
          CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END,
          CASE WHEN p.pubtruncate THEN 'truncate' END),
        NULL, NULL, pg_get_userbyid(p.pubowner), NULL, obj_description(p.oid, 'pg_publication')
      FROM pg_publication p
      UNION ALL
      SELECT 'pg_foreign_data_wrapper'::regclass, f.oid, '', f.fdwname, 'FOREIGN_DATA_WRAPPER',
        concat('handler ' || nullif(f.fdwhandler, 0)::regproc, ' validator '
          || nullif(f.fdwvalidator, 0)::regproc, ' options ', f.fdwoptions),
        NULL, NULL, pg_get_userbyid(f.fdwowner), {acl f.fdwacl F f.fdwowner},
        obj_description(f.oid, 'pg_foreign_data_wrapper')
      FROM pg_foreign_data_wrapper f WHERE {own pg_foreign_data_wrapper f.oid}
      UNION ALL
      SELECT 'pg_foreign_server'::regclass, s.oid, '', s.srvname, 'FOREIGN_SERVER',
        concat('wrapper ', (SELECT fdwname FROM pg_foreign_data_wrapper WHERE oid = s.srvfdw),
          ' type ' || s.srvtype, ' options ', s.srvoptions,
          ' users ' || (SELECT string_agg(u.usename, ', ' ORDER BY u.usename)
            FROM pg_user_mappings u WHERE u.srvid = s.oid)),
        s.srvversion, NULL, pg_get_userbyid(s.srvowner), {acl s.srvacl S s.srvowner},
        obj_description(s.oid, 'pg_foreign_server')
      FROM pg_foreign_server s
      UNION ALL
      SELECT 'pg_default_acl'::regclass, a.oid, coalesce(n.nspname, ''),
        format('of %s for %s', pg_get_userbyid(a.defaclrole), CASE a.defaclobjtype
          WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions'
          WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas' ELSE 'large objects' END),
        'DEFAULT_PRIVILEGES', NULL, NULL, NULL, NULL, {list a.defaclacl}, NULL
      FROM pg_default_acl a LEFT JOIN pg_namespace n ON n.oid = a.defaclnamespace
      """;

  /** Which settings text depends on, and what keeps reading short; until the savepoint is left. */
  static final String SETTINGS =
      """
      SELECT set_config('search_path', '', true), set_config('quote_all_identifiers', 'off', true),
        set_config('datestyle', 'ISO, YMD', true), set_config('intervalstyle', 'postgres', true),
        set_config('timezone', 'UTC', true), set_config('extra_float_digits', '1', true),
        set_config('bytea_output', 'hex', true), set_config('standard_conforming_strings', 'on', true),
        set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true),
        set_config('jit', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true),
        set_config('client_min_messages', 'warning', true)
      """;

  /**
   * To which groups objects belong: rows of the group's catalogue and OID. Objects that no group
   * holds come back as they are.
   */
  private static final String GROUPS =
      """
      , resolved AS (
        SELECT DISTINCT
          CASE WHEN c.relkind = 'c' OR k.contypid > 0 THEN 1247
            WHEN c.oid IS NOT NULL OR o.classid IN (2604, 2606, 2618, 2620, 3256, 3381) THEN 1259
            ELSE o.classid END::bigint AS classid,
          coalesce(CASE WHEN c.relkind = 'c' THEN c.reltype END, i.indrelid, c.oid,
            nullif(k.conrelid, 0), nullif(k.contypid, 0), g.tgrelid, w.ev_class, p.polrelid, f.adrelid,
            s.stxrelid, e.oid, o.objid)::bigint AS objid
        FROM objects o
          LEFT JOIN pg_class c ON o.classid = 1259 AND c.oid = o.objid
          LEFT JOIN pg_index i ON o.classid = 1259 AND i.indexrelid = o.objid
          LEFT JOIN pg_constraint k ON o.classid = 2606 AND k.oid = o.objid
          LEFT JOIN pg_trigger g ON o.classid = 2620 AND g.oid = o.objid
          LEFT JOIN pg_rewrite w ON o.classid = 2618 AND w.oid = o.objid
          LEFT JOIN pg_policy p ON o.classid = 3256 AND p.oid = o.objid
          LEFT JOIN pg_attrdef f ON o.classid = 2604 AND f.oid = o.objid
          LEFT JOIN pg_statistic_ext s ON o.classid = 3381 AND s.oid = o.objid
          LEFT JOIN pg_type e ON o.classid = 1247 AND e.typarray = o.objid
      ), family AS (
        SELECT classid, objid FROM resolved
        UNION
        SELECT 1259, h.inhrelid::bigint FROM family f JOIN pg_inherits h
          ON f.classid = 1259 AND h.inhparent = f.objid::oid
      )
      SELECT classid, objid FROM family
      UNION
      SELECT 1259, d.objid::bigint FROM family f JOIN pg_depend d
        ON f.classid = 1259 AND d.refclassid = 1259 AND d.refobjid = f.objid::oid AND d.classid = 1259
          AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
        JOIN pg_class q ON q.oid = d.objid AND q.relkind = 'S'
      """;

  /** The groups of the objects themselves, of what inherits from them, and their sequences. */
  static final String OWN_GROUPS =
      """
      WITH RECURSIVE objects AS (SELECT classid, objid FROM unnest(CAST(? AS oid[]), CAST(? AS oid[]))
          AS u (classid, objid))
      """
          + GROUPS;

  /** The groups whose definitions may name the objects. */
  static final String DEPENDENT_GROUPS =
      """
      WITH RECURSIVE named AS (SELECT classid, objid FROM unnest(CAST(? AS oid[]), CAST(? AS oid[]))
          AS u (classid, objid)
      ), types AS (
        SELECT c.reltype AS oid FROM named n JOIN pg_class c ON n.classid = 1259 AND c.oid = n.objid
        UNION SELECT objid FROM named WHERE classid = 1247
      ), widened AS (
        SELECT classid, objid FROM named
        UNION SELECT 1247, oid FROM types
        UNION SELECT 1247, t.typarray FROM types y JOIN pg_type t ON t.oid = y.oid
      ), objects AS (
        SELECT d.classid, d.objid FROM widened w JOIN pg_depend d
          ON d.refclassid = w.classid AND d.refobjid = w.objid
      )
      """
          + GROUPS;
}
