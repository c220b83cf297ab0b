package org.ignition.migration.rehearsal.rows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.migration.rehearsal.rows.WatchedRows.Table;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaGroup;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.trace.Relation;

/**
 * Looks at what tables hold, to say later what became of it. One round trip for all tables, and one
 * for each that holds many rows.
 */
public final class RowWatch {

  private static final String SAVEPOINT = "ignition_watch";

  private final Connection session;

  /** Looks through {@code session}, which is within a transaction and may read the tables. */
  public RowWatch(Connection session) {
    this.session = session;
  }

  /**
   * What {@code tables} hold, and the {@link LargeObjects}. Those without rows of their own, such
   * as partitioned ones, are left out.
   *
   * @param schema as it is now
   * @throws SQLException when the session is of no use any more; a table that it may not read is a
   *     result
   */
  public WatchedRows look(SchemaSnapshot schema, Collection<Relation> tables) throws SQLException {
    Set<Long> oids = tables.stream().map(Relation::oid).collect(Collectors.toSet());
    return look(
        tablesOf(schema)
            .filter(table ->
                oids.contains(table.owner().oid())
                    || table.owner().equals(LargeObjects.ALL.owner()))
            .toList());
  }

  /** What the tables of {@code before} hold now, and those that took their names. */
  public WatchedRows lookAgain(SchemaSnapshot schema, WatchedRows before) throws SQLException {
    Set<Long> oids =
        before.tables().stream().map(table -> table.relation().oid()).collect(Collectors.toSet());
    Set<ObjectName> names =
        before.tables().stream().map(t -> name(t.relation())).collect(Collectors.toSet());
    return look(
        tablesOf(schema)
            .filter(
                table -> oids.contains(table.owner().oid()) || names.contains(table.main().name()))
            .toList());
  }

  private static Stream<SchemaGroup> tablesOf(SchemaSnapshot schema) {
    return Stream.concat(
        Stream.of(LargeObjects.ALL),
        schema
            .groups()
            .filter(group -> group.main().name().kind() == ObjectKind.TABLE)
            .filter(group -> group.main().get(Attribute.PARTITION_KEY).isEmpty()));
  }

  private static ObjectName name(Relation table) {
    return new ObjectName(ObjectKind.TABLE, table.schema(), "", table.name());
  }

  private static Relation relation(SchemaGroup table) {
    return new Relation(
        table.owner().oid(),
        ObjectKind.TABLE,
        table.main().name().schema(),
        table.main().name().name());
  }

  private WatchedRows look(List<SchemaGroup> tables) throws SQLException {
    if (tables.isEmpty()) {
      return WatchedRows.NONE;
    }
    return attempt(tables);
  }

  private WatchedRows attempt(List<SchemaGroup> tables) throws SQLException {
    try {
      return new WatchedRows(read(tables), List.of());
    } catch (SQLException refused) {
      run("ROLLBACK TO " + SAVEPOINT + "; RELEASE " + SAVEPOINT);
      if (tables.size() == 1) {
        return new WatchedRows(List.of(), List.of(relation(tables.getFirst())));
      }
    }
    List<Table> seen = new ArrayList<>();
    List<Relation> unread = new ArrayList<>();
    for (SchemaGroup table : tables) {
      WatchedRows one = attempt(List.of(table));
      seen.addAll(one.tables());
      unread.addAll(one.unread());
    }
    return new WatchedRows(seen, unread);
  }

  private List<Table> read(List<SchemaGroup> tables) throws SQLException {
    List<HashedRows> rows =
        tables.stream().map(table -> new HashedRows(relation(table), table.columns())).toList();
    within(
        WatchQuery.ofRows(tables, RowWatch::relation),
        row -> rows.get(row.getInt("place")).add(Texts.of(row, "hashes")));
    List<Table> seen = new ArrayList<>();
    for (HashedRows each : rows) {
      seen.add(each.count() > WatchQuery.FEW ? summed(each) : each.table());
    }
    return seen;
  }

  private Table summed(HashedRows table) throws SQLException {
    List<Table> seen = new ArrayList<>();
    within(
        WatchQuery.ofSums(table.relation(), table.columns()),
        row ->
            seen.add(
                table.summed(row.getLong("rows"), Texts.of(row, "counts"), Texts.of(row, "sums"))));
    return seen.getFirst();
  }

  private interface RowSink {
    void accept(ResultSet row) throws SQLException;
  }

  /** In one round trip with its savepoint, which stays when the server refuses. */
  private void within(String query, RowSink sink) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("SAVEPOINT " + SAVEPOINT + ";" + query + ";RELEASE " + SAVEPOINT);
      statement.getMoreResults();
      try (ResultSet rows = statement.getResultSet()) {
        while (rows.next()) {
          sink.accept(rows);
        }
      }
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }
}
