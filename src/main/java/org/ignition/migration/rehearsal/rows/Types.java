package org.ignition.migration.rehearsal.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The types of some tables' columns, and those that they are made of.
 *
 * @param byOid all of them
 */
record Types(Map<Long, TypeShape> byOid) {

  /** Copies the map. */
  Types {
    byOid = Map.copyOf(byOid);
  }

  Optional<TypeShape> find(long oid) {
    return Optional.ofNullable(byOid.get(oid));
  }

  /** What a column's values are, below any domains. */
  Stored stored(ColumnShape column) {
    Stored stored = new Stored(column.type(), column.modifier(), column.sqlType(), List.of());
    Optional<TypeShape> type = find(stored.type());
    while (type.filter(t -> t.kind() == TypeShape.Kind.DOMAIN).isPresent()) {
      stored = stored.below(type.get());
      type = find(stored.type());
    }
    return stored;
  }

  /**
   * A type that is no domain.
   *
   * @param type its OID
   * @param modifier of it; -1 without one
   * @param sql as a cast names it
   * @param checks of the domains above it
   */
  record Stored(long type, int modifier, String sql, List<String> checks) {

    private Stored below(TypeShape domain) {
      List<String> all = new ArrayList<>(checks);
      all.addAll(domain.checks());
      return new Stored(domain.part(), domain.modifier(), domain.baseSql(), List.copyOf(all));
    }
  }
}
