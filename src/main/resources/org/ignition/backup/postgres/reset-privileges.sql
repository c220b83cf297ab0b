-- Takes privileges back that are no objects' own: an archive says how they differ from those of a new
-- database, so what is there now would be added. Default privileges would even be given to tables that
-- the archive makes and then says nothing of. Those of roles that one is no member of stay.
-- Numbers are OIDs of catalogues, which are the same in all versions.
DO $ignition$
DECLARE
  statements text[];
  one text;
BEGIN
  WITH kinds (type, words) AS (
    VALUES ('r', 'TABLES'), ('S', 'SEQUENCES'), ('f', 'FUNCTIONS'), ('T', 'TYPES'), ('n', 'SCHEMAS'),
      ('L', 'LARGE OBJECTS')
  ), defaults AS (
    SELECT d.defaclnamespace AS space, d.defaclacl AS acl, k.words,
      acldefault(CASE k.type WHEN 'S' THEN 's' ELSE k.type END::"char", d.defaclrole) AS usual,
      format('ALTER DEFAULT PRIVILEGES FOR ROLE %I%s', pg_get_userbyid(d.defaclrole),
        CASE WHEN d.defaclnamespace = 0 THEN '' ELSE format(' IN SCHEMA %I', n.nspname) END) AS change
    FROM pg_default_acl d JOIN kinds k ON k.type = d.defaclobjtype::text
      LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
    WHERE pg_has_role(d.defaclrole, 'USAGE')
  ), spaces AS (
    SELECT n.oid, n.nspname, n.nspowner, n.nspacl FROM pg_namespace n
    WHERE left(n.nspname, 3) <> 'pg_' AND n.nspname <> 'information_schema'
      AND n.nspacl IS NOT NULL AND pg_has_role(n.nspowner, 'USAGE')
      AND NOT EXISTS (SELECT FROM pg_depend d
        WHERE d.classid = 2615 AND d.objid = n.oid AND d.deptype = 'e')
  ), things AS (
    SELECT 1 AS step, format('%s REVOKE ALL ON %s FROM', d.change, d.words) AS thing, a.grantee
    FROM defaults d, aclexplode(d.acl) a
    UNION
    SELECT 2, format('%s GRANT %s ON %s TO', d.change, a.privilege_type, d.words), a.grantee
    FROM defaults d, aclexplode(d.usual) a WHERE d.space = 0
    UNION
    SELECT 1, format('REVOKE ALL ON SCHEMA %I FROM', s.nspname), a.grantee
    FROM spaces s, aclexplode(s.nspacl) a WHERE a.grantee <> s.nspowner
    UNION
    SELECT 2, format('GRANT ALL ON SCHEMA %I TO', s.nspname), s.nspowner FROM spaces s
    UNION
    SELECT 2, format('GRANT %s ON SCHEMA %I TO', a.privilege_type, s.nspname), a.grantee
    FROM spaces s JOIN pg_init_privs i ON i.classoid = 2615 AND i.objoid = s.oid,
      aclexplode(i.initprivs) a
    WHERE a.grantee = 0
  )
  SELECT array_agg(
    format('%s %s%s', t.thing,
      CASE WHEN t.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(t.grantee)) END,
      CASE WHEN t.step = 1 THEN ' CASCADE' END)
    ORDER BY t.step) INTO statements
  FROM things t;

  FOREACH one IN ARRAY coalesce(statements, '{}') LOOP
    EXECUTE one;
  END LOOP;
END
$ignition$;
