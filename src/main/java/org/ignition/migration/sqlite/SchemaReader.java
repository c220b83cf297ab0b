package org.ignition.migration.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ignition.migration.rehearsal.catalog.CatalogReader;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.sqlite.Drafted.Part;

/**
 * Reads the schema of a database. What SQLite says of a table follows from the texts that it holds,
 * so a table whose texts are known is not asked for again.
 */
final class SchemaReader {

  private static final Set<String> HISTORY = CatalogReader.HISTORY_TABLES;
  private static final int MOST_REMEMBERED = 20_000;

  private final Map<List<Row>, List<Part>> known = new HashMap<>();

  /** A row of {@code sqlite_schema}. */
  record Row(String type, String name, String table, long root, String sql) {

    /** The same wherever its tree begins. */
    Row anywhere() {
      return new Row(type, name, table, 0, sql);
    }
  }

  /**
   * Tables and views of the main database, without those that SQLite or a tool keeps for itself.
   */
  List<Drafted> read(Session session) throws SQLException {
    List<Row> rows = rows(session);
    Set<String> shadows = shadows(session);
    Map<String, List<Row>> byTable =
        rows.stream().collect(Collectors.groupingBy(row -> key(row.table())));
    List<Drafted> drafted = new ArrayList<>();
    for (Row row : rows) {
      boolean whole = row.type().equals("table") || row.type().equals("view");
      if (whole && !shadows.contains(row.name()) && !HISTORY.contains(row.name())) {
        drafted.add(drafted(session, row, byTable.getOrDefault(key(row.name()), List.of())));
      }
    }
    return drafted;
  }

  /** Tables that a virtual one keeps its content in. */
  private static Set<String> shadows(Session session) throws SQLException {
    Set<String> shadows = new HashSet<>();
    session.read(
        "PRAGMA main.table_list",
        row -> {
          if (row.getString("type").equals("shadow")) {
            shadows.add(row.getString("name"));
          }
        });
    return shadows;
  }

  private static List<Row> rows(Session session) throws SQLException {
    List<Row> rows = new ArrayList<>();
    session.read(
        "SELECT type, name, tbl_name, coalesce(rootpage, 0), coalesce(sql, '')"
            + " FROM main.sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
        row ->
            rows.add(
                new Row(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getString(5))));
    return rows;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private Drafted drafted(Session session, Row row, List<Row> own) throws SQLException {
    boolean table = row.type().equals("table");
    List<Part> parts = new ArrayList<>();
    if (table) {
      parts.addAll(parts(session, row, own));
    }
    own.stream()
        .filter(each -> each.type().equals("trigger"))
        .map(each -> trigger(row, each))
        .forEach(parts::add);
    ObjectKind kind = table ? ObjectKind.TABLE : ObjectKind.VIEW;
    Part main = new Part(new ObjectName(kind, "", "", row.name()), whole(row));
    return new Drafted(main, row.root(), parts);
  }

  private List<Part> parts(Session session, Row row, List<Row> own) throws SQLException {
    List<Row> key = own.stream().map(Row::anywhere).toList();
    List<Part> parts = known.get(key);
    if (parts == null) {
      if (known.size() >= MOST_REMEMBERED) {
        known.clear();
      }
      parts = List.copyOf(new TableReader(session, row, own).parts());
      known.put(key, parts);
    }
    return parts;
  }

  private static Map<Attribute, String> whole(Row row) {
    Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
    List<Lexeme> lexemes = Lexemes.of(row.sql());
    if (row.type().equals("view")
        || lexemes.stream().limit(3).anyMatch(each -> each.is("VIRTUAL"))) {
      attributes.put(Attribute.DEFINITION, afterName(lexemes, row.name()));
    } else {
      String options = options(lexemes);
      if (!options.isEmpty()) {
        attributes.put(Attribute.OPTIONS, options);
      }
    }
    return attributes;
  }

  /** STRICT, WITHOUT ROWID: what follows the last parenthesis. */
  private static String options(List<Lexeme> lexemes) {
    int from = lexemes.size();
    while (from > 0 && !lexemes.get(from - 1).isSymbol(')')) {
      from--;
    }
    List<String> options =
        new ArrayList<>(List.of(Sql.normal(lexemes.subList(from, lexemes.size())).split(", ")));
    options.sort(null);
    return String.join(", ", options);
  }

  private static Part trigger(Row of, Row trigger) {
    return new Part(
        new ObjectName(ObjectKind.TRIGGER, "", of.name(), trigger.name()),
        Map.of(Attribute.DEFINITION, afterName(Lexemes.of(trigger.sql()), trigger.name())));
  }

  /** The definition behind the object's own name, which the object is compared by anyway. */
  static String afterName(List<Lexeme> lexemes, String name) {
    for (int i = 0; i < lexemes.size(); i++) {
      if (lexemes.get(i).name().equalsIgnoreCase(name)) {
        return Sql.normal(lexemes.subList(i + 1, lexemes.size()));
      }
    }
    return Sql.normal(lexemes);
  }
}
