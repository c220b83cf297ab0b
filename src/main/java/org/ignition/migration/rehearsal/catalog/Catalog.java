package org.ignition.migration.rehearsal.catalog;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * PostgreSQL's catalogue tables by their OIDs, which are the same in all versions (PostgreSQL's
 * sources, {@code CATALOG(…)} in {@code src/include/catalog/pg_*.h}).
 */
enum Catalog {
  TYPE(1247, Reach.TYPE),
  ATTRIBUTE_DEFAULT(2604, Reach.PART),
  PROCEDURE(1255, Reach.ROUTINE),
  RELATION(1259, Reach.RELATION),
  CONSTRAINT(2606, Reach.PART),
  REWRITE(2618, Reach.PART),
  TRIGGER(2620, Reach.PART),
  POLICY(3256, Reach.PART),
  STATISTICS(3381, Reach.PART),
  CAST(2605, Reach.OTHER),
  OPERATOR(2617, Reach.OTHER),
  OPERATOR_CLASS(2616, Reach.OTHER),
  OPERATOR_FAMILY(2753, Reach.OTHER),
  ACCESS_METHOD_OPERATOR(2602, Reach.OTHER),
  ACCESS_METHOD_PROCEDURE(2603, Reach.OTHER),
  COLLATION(3456, Reach.OTHER),
  CONVERSION(2607, Reach.OTHER),
  TEXT_SEARCH_CONFIGURATION(3602, Reach.OTHER),
  TEXT_SEARCH_DICTIONARY(3600, Reach.OTHER),
  TEXT_SEARCH_PARSER(3601, Reach.OTHER),
  TEXT_SEARCH_TEMPLATE(3764, Reach.OTHER),
  EVENT_TRIGGER(3466, Reach.OTHER),
  PUBLICATION(6104, Reach.OTHER),
  PUBLICATION_RELATION(6106, Reach.OTHER),
  PUBLICATION_NAMESPACE(6237, Reach.OTHER),
  FOREIGN_DATA_WRAPPER(2328, Reach.OTHER),
  FOREIGN_SERVER(1417, Reach.OTHER),
  USER_MAPPING(1418, Reach.OTHER),
  DEFAULT_PRIVILEGES(826, Reach.OTHER),
  NAMESPACE(2615, Reach.SCHEMA);

  /** How far a change of an object in it can reach. */
  enum Reach {
    RELATION,
    TYPE,
    ROUTINE,
    /** It belongs to a relation or domain. */
    PART,
    /** Objects of which there are few, and which are read all together. */
    OTHER,
    SCHEMA
  }

  private static final Map<Long, Catalog> BY_OID =
      Arrays.stream(values()).collect(Collectors.toMap(Catalog::oid, each -> each));

  private final long oid;
  private final Reach reach;

  Catalog(long oid, Reach reach) {
    this.oid = oid;
    this.reach = reach;
  }

  long oid() {
    return oid;
  }

  Reach reach() {
    return reach;
  }

  static Optional<Catalog> of(long oid) {
    return Optional.ofNullable(BY_OID.get(oid));
  }
}
