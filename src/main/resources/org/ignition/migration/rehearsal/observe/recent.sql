WITH own AS (SELECT pg_catalog.txid_current() % 4294967296 AS xid)
SELECT 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid::pg_catalog.int8 AS class, oid::pg_catalog.int8 AS object
  FROM pg_catalog.pg_class, own WHERE pg_class.xmin::pg_catalog.text::pg_catalog.int8 >= own.xid
UNION SELECT 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid::pg_catalog.int8, attrelid::pg_catalog.int8
  FROM pg_catalog.pg_attribute, own WHERE pg_attribute.xmin::pg_catalog.text::pg_catalog.int8 >= own.xid
UNION SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass::pg_catalog.oid::pg_catalog.int8, oid::pg_catalog.int8
  FROM pg_catalog.pg_proc, own WHERE pg_proc.xmin::pg_catalog.text::pg_catalog.int8 >= own.xid
UNION SELECT 'pg_catalog.pg_type'::pg_catalog.regclass::pg_catalog.oid::pg_catalog.int8, oid::pg_catalog.int8
  FROM pg_catalog.pg_type, own WHERE pg_type.xmin::pg_catalog.text::pg_catalog.int8 >= own.xid
UNION SELECT 'pg_catalog.pg_namespace'::pg_catalog.regclass::pg_catalog.oid::pg_catalog.int8, oid::pg_catalog.int8
  FROM pg_catalog.pg_namespace, own WHERE pg_namespace.xmin::pg_catalog.text::pg_catalog.int8 >= own.xid
UNION SELECT 'pg_catalog.pg_default_acl'::pg_catalog.regclass::pg_catalog.oid::pg_catalog.int8, oid::pg_catalog.int8
  FROM pg_catalog.pg_default_acl, own WHERE pg_default_acl.xmin::pg_catalog.text::pg_catalog.int8 >= own.xid
UNION SELECT 'pg_catalog.pg_foreign_server'::pg_catalog.regclass::pg_catalog.oid::pg_catalog.int8, oid::pg_catalog.int8
  FROM pg_catalog.pg_foreign_server, own WHERE pg_foreign_server.xmin::pg_catalog.text::pg_catalog.int8 >= own.xid
UNION SELECT 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass::pg_catalog.oid::pg_catalog.int8, oid::pg_catalog.int8
  FROM pg_catalog.pg_foreign_data_wrapper, own WHERE pg_foreign_data_wrapper.xmin::pg_catalog.text::pg_catalog.int8 >= own.xid
