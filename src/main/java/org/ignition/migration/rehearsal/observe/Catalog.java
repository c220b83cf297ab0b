package org.ignition.migration.rehearsal.observe;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.trace.LockMode;
import org.ignition.migration.trace.Relation;

/**
 * Looks relations up from a second session, which sees them as they were before the transaction
 * that runs a script.
 */
final class Catalog implements AutoCloseable {

  private static final String COLUMNS =
      "SELECT c.oid::int8, c.relkind, n.nspname, c.relname, c.relfilenode::int8"
          + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE c.relkind NOT IN ('t', 'c') AND n.nspname NOT IN ('"
          + EventTriggers.SCHEMA
          + "', 'pg_toast', 'pg_catalog', 'information_schema')";

  private final Connection session;
  private final PreparedStatement newest;
  private final PreparedStatement some;

  Catalog(Connection session) throws SQLException {
    this.session = session;
    this.newest =
        session.prepareStatement("SELECT oid::int8 FROM pg_class ORDER BY oid DESC LIMIT 1");
    this.some = session.prepareStatement(COLUMNS + " AND c.oid = ANY(?)");
  }

  /** OID of the newest relation. OIDs only rise within the life of a scratch server. */
  long newest() throws SQLException {
    try (ResultSet row = newest.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  Map<Long, Before> find(Collection<Long> oids) throws SQLException {
    if (oids.isEmpty()) {
      return Map.of();
    }
    some.setArray(1, session.createArrayOf("int8", oids.toArray()));
    return read(some);
  }

  /** What was seen from outside, as if the session itself had been asked. */
  List<HeldRelation> held(List<WatchedLock> watched) throws SQLException {
    Map<Long, LockMode> strongest = new TreeMap<>();
    watched.forEach(lock -> strongest.merge(lock.oid(), lock.mode(), Catalog::stronger));
    Map<Long, Before> now = find(strongest.keySet());
    return strongest.entrySet().stream()
        .map(lock -> new HeldRelation(lock.getKey(), lock.getValue(), file(now, lock.getKey()), 0))
        .toList();
  }

  private static LockMode stronger(LockMode one, LockMode other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static OptionalLong file(Map<Long, Before> now, long oid) {
    Before relation = now.get(oid);
    return relation == null ? OptionalLong.empty() : OptionalLong.of(relation.file());
  }

  Map<Long, Before> all() throws SQLException {
    try (PreparedStatement every = session.prepareStatement(COLUMNS)) {
      return read(every);
    }
  }

  private static Map<Long, Before> read(PreparedStatement query) throws SQLException {
    Map<Long, Before> found = new HashMap<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        Relation relation =
            new Relation(
                row.getLong(1), kind(row.getString(2)), row.getString(3), row.getString(4));
        found.put(relation.oid(), new Before(relation, row.getLong(5)));
      }
    }
    return found;
  }

  /** What {@code pg_class.relkind} says. */
  private static ObjectKind kind(String letter) {
    return switch (letter) {
      case "i", "I" -> ObjectKind.INDEX;
      case "S" -> ObjectKind.SEQUENCE;
      case "v" -> ObjectKind.VIEW;
      case "m" -> ObjectKind.MATERIALIZED_VIEW;
      case "f" -> ObjectKind.FOREIGN_TABLE;
      default -> ObjectKind.TABLE;
    };
  }

  @Override
  public void close() throws SQLException {
    newest.close();
    some.close();
  }
}
