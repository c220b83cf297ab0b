package org.ignition.migration.loss;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ignition.migration.loss.Lineage.Heir;
import org.ignition.migration.loss.Referrer.Consequence;

/** The catalog of a file of SQLite. Names are looked up in lower case, as SQLite compares them. */
final class SqliteCatalog implements Catalog {

  private static final String MAIN = "main";

  private final Connection session;

  SqliteCatalog(Connection session) {
    this.session = session;
  }

  @Override
  public List<String> searchPath() {
    return List.of(MAIN);
  }

  @Override
  public void searchIn(String setting) {}

  @Override
  public void searchAsUsual() {}

  @Override
  public Optional<LiveObject> find(NamedKind kind, String schema, String name) throws SQLException {
    if (kind != NamedKind.RELATION || !schema.equals(MAIN)) {
      return Optional.empty();
    }
    return Query.rows(
            session,
            SqliteCatalog::relation,
            "SELECT name, type FROM main.sqlite_schema"
                + " WHERE type IN ('table', 'view') AND lower(name) = lower(?)",
            name)
        .stream()
        .findFirst();
  }

  private static LiveObject relation(ResultSet row) throws SQLException {
    LiveObject.Content content =
        row.getString(2).equals("table") ? LiveObject.Content.ROWS : LiveObject.Content.NOTHING;
    return new LiveObject(NamedKind.RELATION, 0, MAIN, row.getString(1), content);
  }

  @Override
  public List<String> columns(LiveObject table) throws SQLException {
    return Query.rows(
        session,
        row -> row.getString(1),
        "SELECT lower(name) FROM pragma_table_xinfo(?) WHERE hidden = 0",
        table.name());
  }

  @Override
  public Fallout fallout(LiveObject object, boolean cascade) {
    return new Fallout(List.of(object), List.of(), List.of());
  }

  @Override
  public List<Heir> heirs(LiveObject table) {
    return List.of();
  }

  @Override
  public List<Referrer> referrers(LiveObject table) throws SQLException {
    return Query.rows(
        session,
        SqliteCatalog::referrer,
        """
        SELECT m.name, 'table', lower(f."from"), f.on_delete
        FROM main.sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
        WHERE m.type = 'table' AND lower(f."table") = lower(?) AND lower(m.name) <> lower(?)
        ORDER BY m.name, f.id, f.seq
        """,
        table.name(),
        table.name());
  }

  private static Referrer referrer(ResultSet row) throws SQLException {
    Consequence consequence =
        switch (row.getString(4).toUpperCase(Locale.ROOT)) {
          case "CASCADE" -> Consequence.DELETED;
          case "SET NULL", "SET DEFAULT" -> Consequence.CLEARED;
          default -> Consequence.NONE;
        };
    return new Referrer(relation(row), List.of(row.getString(3)), consequence);
  }

  @Override
  public boolean enforcesForeignKeys() throws SQLException {
    return Query.rows(session, row -> row.getBoolean(1), "PRAGMA foreign_keys").getFirst();
  }

  /** SQLite's documentation, "DROP TABLE": an implicit DELETE FROM. */
  @Override
  public boolean deletesBeforeDrop() {
    return true;
  }
}
