package org.ignition.migration.loss;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.migration.loss.DownStep.CopiedColumn;

/** What names of columns mean while downs run one after the other, none of which has run yet. */
final class LiveColumns {

  private final Catalog catalog;

  /** By table: the present name of each column to that which it has now. */
  private final Map<LiveObject, Map<String, String>> tables = new HashMap<>();

  LiveColumns(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The column that the database has now; none for one that was added, or is no more. */
  Optional<LiveColumn> existing(LiveObject table, String name) throws SQLException {
    return Optional.ofNullable(of(table).get(name)).map(now -> new LiveColumn(table, now));
  }

  /** Takes a column away; whether it was still there. */
  boolean remove(LiveColumn column) throws SQLException {
    return of(column.table()).values().remove(column.name());
  }

  void rename(LiveObject table, String name, String to) throws SQLException {
    Map<String, String> columns = of(table);
    String now = columns.remove(name);
    if (now != null) {
      columns.put(to, now);
    }
  }

  /**
   * The table goes on as a copy of itself that holds these columns only.
   *
   * @return those that were not copied
   */
  List<LiveColumn> replace(LiveObject table, DownStep.CopyRows copy) throws SQLException {
    Map<String, String> before = of(table);
    Map<String, String> after = new HashMap<>(copy.star() ? before : Map.of());
    for (CopiedColumn column : copy.columns()) {
      String now = before.get(column.from());
      if (now != null) {
        after.put(column.to(), now);
      }
    }
    tables.put(table, after);
    List<String> lost = new ArrayList<>(before.values());
    lost.removeAll(after.values());
    return lost.stream().sorted().map(now -> new LiveColumn(table, now)).toList();
  }

  private Map<String, String> of(LiveObject table) throws SQLException {
    Map<String, String> known = tables.get(table);
    if (known == null) {
      known = new HashMap<>();
      for (String column : catalog.columns(table)) {
        known.put(column, column);
      }
      tables.put(table, known);
    }
    return known;
  }
}
