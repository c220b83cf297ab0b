package org.ignition.migration.rehearsal.catalog;

/**
 * What is read of tables, views and sequences. Lower-case labels say what a row is and where it
 * belongs, upper-case ones are names of {@link org.ignition.migration.snapshot.Attribute}s.
 */
final class RelationQueries {

  private RelationQueries() {}

  static final String RELATIONS =
      """
      SELECT c.oid, n.nspname AS schema, c.relname AS name,
        CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED_VIEW'
          WHEN 'f' THEN 'FOREIGN_TABLE' ELSE 'TABLE' END AS kind,
        concat_ws(' ', c.reltype, i.oids) AS ties,
        CASE c.relpersistence WHEN 'u' THEN 'unlogged' ELSE 'permanent' END AS "PERSISTENCE",
        CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid)
          WHEN c.relkind = 'f' THEN (SELECT concat('SERVER ', s.srvname, ' OPTIONS ', f.ftoptions)
            FROM pg_foreign_table f JOIN pg_foreign_server s ON s.oid = f.ftserver
            WHERE f.ftrelid = c.oid)
          WHEN c.reloftype <> 0 THEN 'OF ' || format_type(c.reloftype, NULL) END AS "DEFINITION",
        array_to_string(c.reloptions, ', ') AS "OPTIONS",
        (SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace) AS "TABLESPACE",
        (SELECT nullif(amname, 'heap') FROM pg_am WHERE oid = c.relam) AS "ACCESS_METHOD",
        CASE WHEN c.relrowsecurity THEN 'true' END AS "ROW_SECURITY",
        CASE WHEN c.relforcerowsecurity THEN 'true' END AS "FORCE_ROW_SECURITY",
        CASE c.relreplident WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'full' WHEN 'i' THEN 'index' END
          AS "REPLICA_IDENTITY",
        CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS "PARTITION_KEY",
        CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS "PARTITION_BOUND",
        i.names AS "INHERITS",
        pg_get_userbyid(c.relowner) AS "OWNER", {acl c.relacl r c.relowner} AS "PRIVILEGES",
        d.description AS "COMMENT"
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN (SELECT h.inhrelid, string_agg(h.inhparent::text, ' ') AS oids,
            string_agg(h.inhparent::regclass::text, ', ' ORDER BY h.inhseqno) AS names
          FROM pg_inherits h WHERE {in h.inhrelid} GROUP BY h.inhrelid) i ON i.inhrelid = c.oid
        {comment pg_class c.oid 0}
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND {in c.oid} AND {visible n} AND {own pg_class c.oid}
        AND {named c.relname}
      """;

  static final String SEQUENCES =
      """
      SELECT c.oid, n.nspname AS schema, c.relname AS name, 'SEQUENCE' AS kind,
        concat_ws(' ', c.reltype, o.oid) AS ties,
        CASE c.relpersistence WHEN 'u' THEN 'unlogged' ELSE 'permanent' END AS "PERSISTENCE",
        format_type(s.seqtypid, NULL) AS "TYPE",
        format('start %s increment %s minimum %s maximum %s cache %s%s', s.seqstart,
          s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
          CASE WHEN s.seqcycle THEN ' cycle' END) AS "OPTIONS",
        on_.nspname || '.' || o.relname || '.' || a.attname AS "OWNED_BY",
        pg_get_userbyid(c.relowner) AS "OWNER", {acl c.relacl s c.relowner} AS "PRIVILEGES",
        d.description AS "COMMENT"
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_sequence s ON s.seqrelid = c.oid
        LEFT JOIN (pg_depend b JOIN pg_class o ON o.oid = b.refobjid AND b.refobjsubid > 0
            JOIN pg_namespace on_ ON on_.oid = o.relnamespace
            JOIN pg_attribute a ON a.attrelid = o.oid AND a.attnum = b.refobjsubid)
          ON b.classid = 'pg_class'::regclass AND b.objid = c.oid AND b.objsubid = 0
            AND b.refclassid = 'pg_class'::regclass AND b.deptype IN ('a', 'i')
        {comment pg_class c.oid 0}
      WHERE c.relkind = 'S' AND {in c.oid} AND {visible n} AND {own pg_class c.oid} AND {named c.relname}
        AND (o.oid IS NULL OR {named o.relname})
      """;

  static final String COLUMNS =
      """
      SELECT c.oid, a.attrelid AS owner, a.attnum AS sub, a.attname AS name, 'COLUMN' AS kind,
        concat_ws(' ', f.oid, nn.oid) AS ties,
        format_type(a.atttypid, a.atttypmod) AS "TYPE",
        CASE WHEN a.attnotnull THEN 'true' END AS "NOT_NULL",
        CASE WHEN nn.convalidated = false THEN 'false' END AS "VALID",
        pg_get_expr(f.adbin, f.adrelid) AS "DEFAULT",
        CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END AS "IDENTITY",
        CASE a.attgenerated WHEN 's' THEN 'stored' WHEN 'v' THEN 'virtual' END AS "GENERATED",
        CASE WHEN a.attcollation <> t.typcollation THEN {collation name a.attcollation} END
          AS "COLLATION",
        CASE WHEN a.attstorage <> t.typstorage THEN
          CASE a.attstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main'
            ELSE 'extended' END END AS "STORAGE",
        {compression} AS "COMPRESSION",
        nullif(a.attstattarget, -1)::text AS "STATISTICS_TARGET",
        nullif(concat_ws(', ', array_to_string(a.attoptions, ', '),
          array_to_string(a.attfdwoptions, ', ')), '') AS "OPTIONS",
        {list a.attacl} AS "PRIVILEGES",
        d.description AS "COMMENT"
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        JOIN pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum AND a.atthasdef
        {not null}
        {comment pg_class c.oid a.attnum}
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND {in c.oid} AND a.attnum > 0
        AND NOT a.attisdropped
      """;

  static final String CONSTRAINTS =
      """
      SELECT k.oid, k.conrelid AS owner, k.conname AS name, 'CONSTRAINT' AS kind,
        {constraint} d.description AS "COMMENT"
      FROM pg_constraint k {comment pg_constraint k.oid 0}
      WHERE {in k.conrelid} AND k.contype IN ('c', 'f', 'p', 'u', 'x')
        AND k.conparentid = 0 AND (k.conislocal OR k.coninhcount = 0)
      """;

  static final String INDEXES =
      """
      SELECT c.oid, i.indrelid AS owner, c.relname AS name, 'INDEX' AS kind,
        i.indkey::text AS columns, i.indnkeyatts AS keys,
        substr(f.def, strpos(f.def, f.place) + length(f.place)) AS "DEFINITION",
        CASE WHEN i.indisunique THEN 'true' END AS "UNIQUE",
        CASE WHEN NOT i.indisvalid THEN 'false' END AS "VALID",
        CASE WHEN i.indisclustered THEN 'true' END AS "CLUSTERED",
        CASE WHEN i.indisreplident THEN 'true' END AS "REPLICA_IDENTITY",
        (SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace) AS "TABLESPACE",
        d.description AS "COMMENT"
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
        JOIN pg_namespace n ON n.oid = t.relnamespace
        JOIN LATERAL (SELECT pg_get_indexdef(c.oid) AS def,
          format(' ON %s%I.%I ', CASE WHEN c.relkind = 'I' THEN 'ONLY ' END, n.nspname, t.relname)
            AS place OFFSET 0) f ON true
        {comment pg_class c.oid 0}
      WHERE {in i.indrelid} AND NOT c.relispartition AND t.relkind IN ('r', 'p', 'm')
      """;

  static final String TRIGGERS =
      """
      SELECT g.oid, g.tgrelid AS owner, g.tgname AS name, 'TRIGGER' AS kind,
        replace(replace(pg_get_triggerdef(g.oid), format('CREATE TRIGGER %I ', g.tgname), ''),
          format(' ON %I.%I ', n.nspname, c.relname), ' ') AS "DEFINITION",
        CASE g.tgenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END
          AS "ENABLED",
        d.description AS "COMMENT"
      FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        {comment pg_trigger g.oid 0}
      WHERE {in g.tgrelid} AND NOT g.tgisinternal{trigger parent}
      """;

  static final String POLICIES =
      """
      SELECT p.oid, p.polrelid AS owner, p.polname AS name, 'POLICY' AS kind,
        concat(CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END, ' for ',
          CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update'
            WHEN 'd' THEN 'delete' ELSE 'all' END,
          ' to ', (SELECT string_agg(CASE r WHEN 0 THEN 'public' ELSE pg_get_userbyid(r) END, ', '
              ORDER BY pg_get_userbyid(r)) FROM unnest(p.polroles) r),
          ' using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
          ' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')') AS "DEFINITION",
        d.description AS "COMMENT"
      FROM pg_policy p {comment pg_policy p.oid 0}
      WHERE {in p.polrelid}
      """;

  static final String RULES =
      """
      SELECT w.oid, w.ev_class AS owner, w.rulename AS name, 'RULE' AS kind,
        replace(replace(pg_get_ruledef(w.oid), format('CREATE RULE %I AS', w.rulename), ''),
          format(' TO %I.%I ', n.nspname, c.relname), ' ') AS "DEFINITION",
        CASE w.ev_enabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END
          AS "ENABLED",
        d.description AS "COMMENT"
      FROM pg_rewrite w JOIN pg_class c ON c.oid = w.ev_class
        JOIN pg_namespace n ON n.oid = c.relnamespace
        {comment pg_rewrite w.oid 0}
      WHERE {in w.ev_class} AND w.rulename <> '_RETURN'
      """;

  static final String STATISTICS =
      """
      SELECT s.oid, n.nspname AS schema, s.stxname AS name, 'STATISTICS' AS kind,
        s.stxrelid::text AS ties,
        replace(pg_get_statisticsobjdef(s.oid),
          format('CREATE STATISTICS %I.%I ', n.nspname, s.stxname), '') AS "DEFINITION",
        {statistics target} AS "STATISTICS_TARGET",
        pg_get_userbyid(s.stxowner) AS "OWNER", d.description AS "COMMENT"
      FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
        {comment pg_statistic_ext s.oid 0}
      WHERE {in s.stxrelid}
      """;
}
