package org.ignition.migration.loss;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ignition.migration.loss.Lineage.Heir;
import org.ignition.migration.loss.Referrer.Consequence;

/** The catalog of PostgreSQL 13 and newer. */
final class PostgresCatalog implements Catalog {

  /**
   * What goes with an object: its parts always, what merely depends on it by CASCADE (PostgreSQL's
   * documentation, {@code pg_depend}). A column of something that goes is told with it.
   */
  private static final String FALLOUT =
      """
      WITH RECURSIVE gone(classid, objid, objsubid) AS (
        VALUES (?::regclass::oid, ?::bigint::oid, 0)
        UNION
        SELECT d.classid, d.objid, d.objsubid
        FROM gone JOIN pg_depend d ON d.refclassid = gone.classid AND d.refobjid = gone.objid
          AND (gone.objsubid = 0 OR gone.objsubid = d.refobjsubid)
        WHERE ? OR d.deptype IN ('a', 'i', 'P', 'S', 'e', 'x')
      ), relations AS (
        SELECT c.oid, n.nspname, c.relname, c.relkind, a.attname, gone.objsubid
        FROM gone JOIN pg_class c ON c.oid = gone.objid JOIN pg_namespace n ON n.oid = c.relnamespace
          LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = gone.objsubid
            AND gone.objsubid > 0
        WHERE gone.classid = 'pg_class'::regclass AND c.relkind IN ('r', 'p', 'm', 'c')
          AND coalesce(a.attgenerated, '') = ''
      )
      SELECT oid::bigint, nspname, relname, relkind, attname FROM relations part
      WHERE objsubid = 0 AND relkind <> 'c'
          AND NOT EXISTS (SELECT FROM pg_inherits i JOIN relations up ON up.oid = i.inhparent
            WHERE i.inhrelid = part.oid AND up.objsubid = 0)
        OR objsubid > 0
          AND NOT EXISTS (SELECT FROM relations up WHERE up.oid = part.oid AND up.objsubid = 0)
      ORDER BY nspname, relname, objsubid
      """;

  private static final String HEIRS =
      """
      WITH RECURSIVE heirs(parent, oid) AS (
        SELECT inhparent, inhrelid FROM pg_inherits WHERE inhparent = ?::bigint::oid
        UNION SELECT i.inhparent, i.inhrelid FROM heirs JOIN pg_inherits i ON i.inhparent = heirs.oid
      )
      SELECT c.oid::bigint, n.nspname, c.relname, c.relkind, heirs.parent::bigint
      FROM heirs JOIN pg_class c ON c.oid = heirs.oid JOIN pg_namespace n ON n.oid = c.relnamespace
      """;

  private static final String REFERRERS =
      """
      SELECT DISTINCT c.oid::bigint, n.nspname, c.relname, c.relkind, f.confdeltype,
        ARRAY(SELECT a.attname::text FROM pg_attribute a
          WHERE a.attrelid = f.conrelid AND a.attnum = ANY (f.conkey) ORDER BY a.attnum)
      FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE f.contype = 'f' AND f.confrelid = ?::bigint::oid AND f.conrelid <> f.confrelid
        AND NOT EXISTS (SELECT FROM pg_constraint up
          WHERE up.oid = f.conparentid AND up.confrelid = f.confrelid)
      ORDER BY n.nspname, c.relname
      """;

  private final Connection session;

  PostgresCatalog(Connection session) {
    this.session = session;
  }

  @Override
  public List<String> searchPath() throws SQLException {
    return Query.rows(session, row -> row.getString(1), "SELECT unnest(current_schemas(false))");
  }

  @Override
  public void searchIn(String setting) throws SQLException {
    Query.run(session, "SET search_path TO " + setting);
  }

  @Override
  public void searchAsUsual() throws SQLException {
    Query.run(session, "RESET search_path");
  }

  @Override
  public Optional<LiveObject> find(NamedKind kind, String schema, String name) throws SQLException {
    return switch (kind) {
      case RELATION -> relation(schema, name);
      case TYPE -> inSchema(kind, "pg_type", "typ", schema, name);
      case COLLATION -> inSchema(kind, "pg_collation", "coll", schema, name);
      case SCHEMA ->
          alone(kind, "SELECT oid::bigint, nspname FROM pg_namespace WHERE nspname", name);
      case EXTENSION ->
          alone(kind, "SELECT oid::bigint, extname FROM pg_extension WHERE extname", name);
    };
  }

  private Optional<LiveObject> relation(String schema, String name) throws SQLException {
    return Query.rows(
            session,
            PostgresCatalog::relation,
            "SELECT c.oid::bigint, n.nspname, c.relname, c.relkind FROM pg_class c"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname = ?::name AND c.relname = ?::name",
            schema,
            name)
        .stream()
        .findFirst();
  }

  /** Whose first four columns are so. */
  private static LiveObject relation(ResultSet row) throws SQLException {
    LiveObject.Content content =
        switch (row.getString(4)) {
          case "r", "p" -> LiveObject.Content.ROWS;
          case "m" -> LiveObject.Content.DERIVED;
          default -> LiveObject.Content.NOTHING;
        };
    return new LiveObject(
        NamedKind.RELATION, row.getLong(1), row.getString(2), row.getString(3), content);
  }

  private Optional<LiveObject> inSchema(
      NamedKind kind, String table, String prefix, String schema, String name) throws SQLException {
    String sql =
        "SELECT o.oid::bigint, n.nspname, o.%2$sname FROM %1$s o JOIN pg_namespace n ON n.oid = o.%2$snamespace WHERE n.nspname = ?::name AND o.%2$sname = ?::name"
            .formatted(table, prefix);
    return Query.rows(
            session,
            row -> other(kind, row.getLong(1), row.getString(2), row.getString(3)),
            sql,
            schema,
            name)
        .stream()
        .findFirst();
  }

  private Optional<LiveObject> alone(NamedKind kind, String sql, String name) throws SQLException {
    return Query.rows(
            session,
            row -> other(kind, row.getLong(1), "", row.getString(2)),
            sql + " = ?::name",
            name)
        .stream()
        .findFirst();
  }

  private static LiveObject other(NamedKind kind, long id, String schema, String name) {
    return new LiveObject(kind, id, schema, name, LiveObject.Content.NOTHING);
  }

  @Override
  public List<String> columns(LiveObject table) throws SQLException {
    return Query.rows(
        session,
        row -> row.getString(1),
        "SELECT attname FROM pg_attribute WHERE attrelid = ?::bigint::oid AND attnum > 0"
            + " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
        table.id());
  }

  @Override
  public Fallout fallout(LiveObject object, boolean cascade) throws SQLException {
    List<LiveObject> tables = new ArrayList<>();
    List<LiveColumn> columns = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    Query.rows(
        session,
        row -> {
          LiveObject relation = relation(row);
          String column = row.getString(5);
          return column == null
              ? tables.add(relation)
              : relation.content() == LiveObject.Content.ROWS
                  ? columns.add(new LiveColumn(relation, column))
                  : relation.content() == LiveObject.Content.NOTHING
                      && parts.add(relation.objectName().toString());
        },
        FALLOUT,
        catalogOf(object.kind()),
        object.id(),
        cascade);
    return new Fallout(tables, columns, parts);
  }

  private static String catalogOf(NamedKind kind) {
    return switch (kind) {
      case RELATION -> "pg_class";
      case TYPE -> "pg_type";
      case COLLATION -> "pg_collation";
      case SCHEMA -> "pg_namespace";
      case EXTENSION -> "pg_extension";
    };
  }

  @Override
  public List<Heir> heirs(LiveObject table) throws SQLException {
    return Query.rows(session, row -> new Heir(row.getLong(5), relation(row)), HEIRS, table.id());
  }

  @Override
  public List<Referrer> referrers(LiveObject table) throws SQLException {
    return Query.rows(session, PostgresCatalog::referrer, REFERRERS, table.id());
  }

  private static Referrer referrer(ResultSet row) throws SQLException {
    Consequence consequence =
        switch (row.getString(5)) {
          case "c" -> Consequence.DELETED;
          case "n", "d" -> Consequence.CLEARED;
          default -> Consequence.NONE;
        };
    Array columns = row.getArray(6);
    List<String> names = Arrays.asList((String[]) columns.getArray());
    return new Referrer(relation(row), names, consequence);
  }

  @Override
  public boolean enforcesForeignKeys() {
    return true;
  }

  @Override
  public boolean deletesBeforeDrop() {
    return false;
  }
}
