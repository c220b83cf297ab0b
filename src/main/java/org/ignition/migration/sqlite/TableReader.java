package org.ignition.migration.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.sqlite.Drafted.Part;

/** Reads the columns, constraints and indexes of one table; SQLite's documentation, “Pragmas”. */
final class TableReader {

  private final Session session;
  private final String table;
  private final List<SchemaReader.Row> own;
  private final TableText text;
  private final List<Part> parts = new ArrayList<>();
  private final Map<Integer, String> key = new TreeMap<>();

  /**
   * @param own the rows of the schema about the table
   */
  TableReader(Session session, SchemaReader.Row table, List<SchemaReader.Row> own) {
    this.session = session;
    this.table = table.name();
    this.own = own;
    this.text = TableText.of(table.sql());
  }

  /** Columns in their order, then constraints, then indexes. */
  List<Part> parts() throws SQLException {
    session.read(pragma("table_xinfo"), this::column);
    primaryKey();
    uniques();
    foreignKeys();
    text.checks().forEach(check -> constraint("check", "check (" + check + ")", "", Map.of()));
    own.stream().filter(row -> row.type().equals("index")).map(this::index).forEach(parts::add);
    return parts;
  }

  private String pragma(String name) {
    return pragma(name, table);
  }

  private static String pragma(String name, String of) {
    return "PRAGMA main." + name + "(" + Sql.quote(of) + ")";
  }

  /** A column; those of a virtual table that no statement shows are marked 1. */
  private void column(ResultSet row) throws SQLException {
    String name = row.getString("name");
    int hidden = row.getInt("hidden");
    if (hidden == 1) {
      return;
    }
    if (row.getInt("pk") > 0) {
      key.put(row.getInt("pk"), name);
    }
    Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
    attributes.put(Attribute.TYPE, type(row.getString("type")));
    if (row.getInt("notnull") != 0) {
      attributes.put(Attribute.NOT_NULL, "true");
    }
    String otherwise = row.getString("dflt_value");
    if (otherwise != null) {
      attributes.put(Attribute.DEFAULT, Sql.normal(Lexemes.of(otherwise)));
    }
    if (hidden == 2 || hidden == 3) {
      attributes.put(Attribute.GENERATED, hidden == 2 ? "virtual" : "stored");
      text.expression(name).ifPresent(e -> attributes.put(Attribute.DEFAULT, e));
    }
    text.collation(name).ifPresent(c -> attributes.put(Attribute.COLLATION, c));
    parts.add(new Part(new ObjectName(ObjectKind.COLUMN, "", table, name), attributes));
  }

  private static String type(String declared) {
    return declared == null
        ? ""
        : declared.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
  }

  private void primaryKey() {
    if (!key.isEmpty()) {
      String columns = String.join(", ", key.values());
      constraint(
          "primary key",
          "primary key",
          columns,
          text.has("AUTOINCREMENT") ? Map.of(Attribute.OPTIONS, "autoincrement") : Map.of());
    }
  }

  private void uniques() throws SQLException {
    List<String> indexes = new ArrayList<>();
    session.read(
        pragma("index_list"),
        row -> {
          if (row.getString("origin").equals("u")) {
            indexes.add(row.getString("name"));
          }
        });
    for (String index : indexes.reversed()) {
      List<String> columns = new ArrayList<>();
      session.read(pragma("index_info", index), row -> columns.add(row.getString("name")));
      String list = String.join(", ", columns);
      constraint("unique", "unique (" + list + ")", list, Map.of());
    }
  }

  private void constraint(String kind, String name, String columns, Map<Attribute, String> others) {
    Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
    attributes.put(Attribute.CONSTRAINT_KIND, kind);
    if (!columns.isEmpty()) {
      attributes.put(Attribute.COLUMNS, columns);
    }
    attributes.putAll(others);
    ObjectName full = new ObjectName(ObjectKind.CONSTRAINT, "", table, name);
    if (parts.stream().noneMatch(part -> part.name().equals(full))) {
      parts.add(new Part(full, attributes));
    }
  }

  /** SQLite lists them from the last to the first. */
  private void foreignKeys() throws SQLException {
    Map<Integer, ForeignKey> keys = new TreeMap<>(Comparator.reverseOrder());
    session.read(
        pragma("foreign_key_list"),
        row -> {
          ForeignKey key = keys.get(row.getInt("id"));
          if (key == null) {
            key = ForeignKey.of(row);
            keys.put(row.getInt("id"), key);
          }
          key.add(row);
        });
    List<Boolean> deferred = text.deferred();
    List<ForeignKey> inOrder = List.copyOf(keys.values());
    for (int i = 0; i < inOrder.size(); i++) {
      boolean late = deferred.size() == inOrder.size() && deferred.get(i);
      ForeignKey key = inOrder.get(i);
      constraint("foreign key", key.name(), key.columns(), key.attributes(late));
    }
  }

  private Part index(SchemaReader.Row row) {
    Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
    List<Lexeme> lexemes = Lexemes.of(row.sql());
    if (lexemes.size() > 1 && lexemes.get(1).is("UNIQUE")) {
      attributes.put(Attribute.UNIQUE, "true");
    }
    int on = 0;
    while (on < lexemes.size() - 2 && !lexemes.get(on).is("ON")) {
      on++;
    }
    attributes.put(Attribute.DEFINITION, Sql.normal(lexemes.subList(on + 2, lexemes.size())));
    return new Part(new ObjectName(ObjectKind.INDEX, "", table, row.name()), attributes);
  }
}
