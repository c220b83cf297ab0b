SELECT 'l' AS kind, l.relation::pg_catalog.int8 AS object, c.relfilenode::pg_catalog.int8 AS file,
       pg_catalog.pg_stat_get_xact_numscans(l.relation) AS scans, l.modes AS type,
       NULL::pg_catalog.text AS name, NULL::pg_catalog.int8 AS class, 0 AS sub, 0 AS detail,
       0::pg_catalog.int8 AS id
  FROM (SELECT relation, pg_catalog.string_agg(mode, ',') AS modes
          FROM pg_catalog.pg_locks
         WHERE locktype OPERATOR(pg_catalog.=) 'relation'
           AND pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid()
           AND mode OPERATOR(pg_catalog.<>) 'AccessShareLock'
           AND mode OPERATOR(pg_catalog.<>) 'SIReadLock'
           AND relation::pg_catalog.int8 OPERATOR(pg_catalog.>=) 16384
           AND relation::pg_catalog.int8 OPERATOR(pg_catalog.<=) ?
         GROUP BY relation) l
  LEFT JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) l.relation
