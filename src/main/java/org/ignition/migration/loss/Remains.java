package org.ignition.migration.loss;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ignition.migration.history.HistoryTables;

/** What downs have left of the database as it is now, and what they took: nothing goes twice. */
final class Remains {

  private final Catalog catalog;
  private final LiveNames names;
  private final LiveColumns columns;
  private final Lineage lineage;
  private final Set<LiveObject> gone = new HashSet<>();
  private final Set<LiveColumn> retyped = new HashSet<>();
  private List<Taken> taken = new ArrayList<>();
  private Optional<String> schema = Optional.empty();

  Remains(Catalog catalog) {
    this.catalog = catalog;
    this.names = new LiveNames(catalog);
    this.columns = new LiveColumns(catalog);
    this.lineage = new Lineage(catalog);
  }

  LiveNames names() {
    return names;
  }

  LiveColumns columns() {
    return columns;
  }

  /** Another down begins, where names are looked up as sessions do it. */
  void begin() throws SQLException {
    taken = new ArrayList<>();
    schema = catalog.searchPath().stream().findFirst();
  }

  /** What went since then. */
  List<Taken> taken() {
    return taken;
  }

  // --- what is there

  Optional<LiveObject> table(ObjectName name) throws SQLException {
    return names.existing(NamedKind.RELATION, name).filter(table -> !gone.contains(table));
  }

  /** Not that of versions, whose rows say what is applied: a down takes away its own. */
  Optional<LiveObject> withContent(ObjectName name) throws SQLException {
    return table(name)
        .filter(table ->
            !table.name().equals(HistoryTables.VERSIONS)
                || !schema.equals(Optional.of(table.schema())));
  }

  Optional<LiveColumn> column(ObjectName name, String column) throws SQLException {
    Optional<LiveObject> table = table(name);
    return table.isPresent() ? columns.existing(table.get(), column) : Optional.empty();
  }

  boolean isGone(LiveObject table) {
    return gone.contains(table);
  }

  boolean isRetyped(LiveColumn column) {
    return retyped.contains(column);
  }

  // --- what becomes of it

  /** Rows that went before, or were parted from the table's, are not taken again. */
  void take(LiveObject table, Gone what) throws SQLException {
    lineage.apart(table).ifPresent(apart -> taken.add(new Taken(what, apart)));
  }

  /** All rows, with the table and those that inherit from it. */
  void takeWhole(LiveObject table, boolean copied) throws SQLException {
    take(table, new Gone.Rows(table, copied));
    spend(table, false);
    gone.addAll(lineage.family(table));
  }

  void takeUntold(Gone.Untold what) {
    taken.add(new Taken(what, Set.of()));
  }

  /** The rows of a table that were just taken can't be taken again. */
  void spend(LiveObject table, boolean only) throws SQLException {
    lineage.spend(only ? Set.of(table) : lineage.family(table));
  }

  /** From here on {@code child} is a table of its own. */
  void part(LiveObject parent, LiveObject child) {
    lineage.part(parent, child);
  }

  /** The table goes; whether it was still there. */
  boolean go(LiveObject table) {
    return gone.add(table);
  }

  /** It is there after all. */
  void stay(LiveObject table) {
    gone.remove(table);
  }

  /** The column has got another type. */
  void retype(LiveColumn column) {
    retyped.add(column);
  }
}
