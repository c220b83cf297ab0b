package org.ignition.migration.rehearsal.rows;

import java.util.List;

/**
 * A data type, as far as making a value of it needs to know.
 *
 * @param oid which
 * @param name without its schema
 * @param kind what it is made of
 * @param part OID of an array's element, a domain's base or a range's subtype; else 0
 * @param modifier a domain's, for its base; -1 without one
 * @param baseSql a domain's base, as a cast names it; else the type itself
 * @param labels an enum's, in order
 * @param checks a domain's, each an expression over {@code VALUE}
 * @param fields a composite type's
 */
record TypeShape(
    long oid,
    String name,
    Kind kind,
    long part,
    int modifier,
    String baseSql,
    List<String> labels,
    List<String> checks,
    List<Field> fields) {

  /** Copies the lists. */
  TypeShape {
    labels = List.copyOf(labels);
    checks = List.copyOf(checks);
    fields = List.copyOf(fields);
  }

  /** What types are made of. */
  enum Kind {
    BASE,
    ARRAY,
    ENUM,
    DOMAIN,
    COMPOSITE,
    RANGE,
    MULTIRANGE
  }

  /**
   * A field of a composite type.
   *
   * @param type its OID
   * @param modifier of the type; -1 without one
   */
  record Field(long type, int modifier) {}
}
