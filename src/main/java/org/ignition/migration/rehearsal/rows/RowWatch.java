package org.ignition.migration.rehearsal.rows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ignition.migration.rehearsal.rows.WatchedRows.Column;
import org.ignition.migration.rehearsal.rows.WatchedRows.Table;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.SchemaGroup;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.trace.Relation;

/** Looks at what tables hold, to say later what became of it. One round trip for all tables. */
public final class RowWatch {

  private static final String SAVEPOINT = "ignition_watch";

  private final Connection session;

  /** Looks through {@code session}, which is within a transaction and may read the tables. */
  public RowWatch(Connection session) {
    this.session = session;
  }

  /**
   * What {@code tables} hold. Those without rows of their own, such as partitioned ones, are left
   * out.
   *
   * @param schema as it is now
   * @throws SQLException when the session is of no use any more; a table that it may not read is a
   *     result
   */
  public WatchedRows look(SchemaSnapshot schema, Collection<Relation> tables) throws SQLException {
    Set<Long> oids = tables.stream().map(Relation::oid).collect(Collectors.toSet());
    return look(
        tablesOf(schema).stream().filter(table -> oids.contains(table.owner().oid())).toList());
  }

  /** What the tables of {@code before} hold now, and those that took their names. */
  public WatchedRows lookAgain(SchemaSnapshot schema, WatchedRows before) throws SQLException {
    Set<Long> oids =
        before.tables().stream().map(table -> table.relation().oid()).collect(Collectors.toSet());
    Set<String> names =
        before.tables().stream().map(t -> t.relation().toString()).collect(Collectors.toSet());
    return look(
        tablesOf(schema).stream()
            .filter(table ->
                oids.contains(table.owner().oid()) || names.contains(relation(table).toString()))
            .toList());
  }

  private static List<SchemaGroup> tablesOf(SchemaSnapshot schema) {
    return schema
        .groups()
        .filter(group -> group.main().name().kind() == ObjectKind.TABLE)
        .filter(group -> group.main().get(Attribute.PARTITION_KEY).isEmpty())
        .toList();
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
    run("SAVEPOINT " + SAVEPOINT);
    WatchedRows seen = attempt(tables);
    run("RELEASE " + SAVEPOINT);
    return seen;
  }

  private WatchedRows attempt(List<SchemaGroup> tables) throws SQLException {
    try {
      return new WatchedRows(read(tables), List.of());
    } catch (SQLException refused) {
      run("ROLLBACK TO " + SAVEPOINT);
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
    List<Table> seen = new ArrayList<>();
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet rows = statement.executeQuery(WatchQuery.of(tables, RowWatch::relation))) {
        while (rows.next()) {
          SchemaGroup table = tables.get(rows.getInt("place"));
          seen.add(table(table, rows.getLong("rows"), Texts.of(rows, "columns")));
        }
      }
    }
    return seen;
  }

  private static Table table(SchemaGroup table, long rows, List<String> texts) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      columns.add(column(table.columns().get(i), texts.get(i).split("\\|", -1)));
    }
    return new Table(relation(table), rows, columns);
  }

  private static Column column(SchemaObject column, String[] parts) {
    List<Long> hashes =
        parts[2].isEmpty()
            ? List.of()
            : Arrays.stream(parts[2].split(",")).map(Long::valueOf).sorted().toList();
    return new Column(
        column.identity().sub(),
        column.name().name(),
        column.get(Attribute.TYPE).orElse(""),
        Long.parseLong(parts[0]),
        parts[1],
        hashes);
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }
}
