package org.ignition.migration.snapshot;

/**
 * Which object it is, whatever it is called: how PostgreSQL's {@code pg_depend} addresses objects.
 * Equal only within one database; never part of a comparison of schemas.
 *
 * @param catalog OID of the catalog table
 * @param oid of the object
 * @param sub number of the column, else 0
 */
public record Identity(long catalog, long oid, int sub) {

  /** Of an object that event triggers don't name, such as what GRANT changed: may be anything. */
  public static final Identity UNKNOWN = new Identity(0, 0, 0);
}
