package org.ignition.migration.trace;

import org.ignition.migration.snapshot.ObjectKind;

/**
 * A relation that was there before the file began.
 *
 * @param oid which
 * @param kind table, index, sequence, view …
 * @param schema it is in
 * @param name as it was called before the file
 */
public record Relation(long oid, ObjectKind kind, String schema, String name) {

  @Override
  public String toString() {
    return schema + "." + name;
  }
}
