package org.ignition.migration.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.SchemaGroup;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.snapshot.SchemaSnapshot;

/**
 * Gives each empty table two rows: one that is full, and one with NULL wherever that is allowed.
 * SQLite itself is the judge of what fits: values are tried until a row is taken.
 */
final class Seeder {

  private static final int MOST_TRIES = 24;

  private final Session session;
  private final Map<String, SchemaGroup> tables = new LinkedHashMap<>();

  private Seeder(Session session, SchemaSnapshot schema) {
    this.session = session;
    schema
        .groups()
        .filter(group -> group.main().name().kind() == ObjectKind.TABLE)
        .filter(group -> group.main().get(Attribute.DEFINITION).isEmpty())
        .sorted((one, two) -> one.main().name().compareTo(two.main().name()))
        .forEach(group -> tables.put(key(group.main().name().name()), group));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * Fills the tables of {@code schema}.
   *
   * @return those for which no row could be made
   */
  static List<String> fill(Session session, SchemaSnapshot schema) throws SQLException {
    Seeder seeder = new Seeder(session, schema);
    List<SchemaGroup> waiting = new ArrayList<>(seeder.tables.values());
    int before;
    // Rows that others refer to come first; each pass fills those whose turn it is.
    do {
      before = waiting.size();
      for (SchemaGroup table : List.copyOf(waiting)) {
        if (seeder.fill(table)) {
          waiting.remove(table);
        }
      }
    } while (waiting.size() < before && !waiting.isEmpty());
    return waiting.stream().map(table -> table.main().name().name()).toList();
  }

  /** Whether the table holds rows now. */
  private boolean fill(SchemaGroup table) throws SQLException {
    String name = Sql.quote(table.main().name().name());
    if (!session.texts("SELECT 1 FROM main." + name + " LIMIT 1").isEmpty()) {
      return true;
    }
    SampleValues values = new SampleValues(table);
    boolean full = insert(table, values, 1, false);
    insert(table, values, 2, true);
    return full || !session.texts("SELECT 1 FROM main." + name + " LIMIT 1").isEmpty();
  }

  private boolean insert(SchemaGroup table, SampleValues values, int number, boolean sparse)
      throws SQLException {
    Map<String, String> given = new LinkedHashMap<>();
    for (SchemaObject column : table.columns()) {
      boolean omitted = sparse && column.get(Attribute.NOT_NULL).isEmpty() && !values.isKey(column);
      if (column.get(Attribute.GENERATED).isEmpty() && !omitted) {
        given.put(column.name().name(), "");
      }
    }
    for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
      for (SchemaObject column : table.columns()) {
        int one = attempt;
        given.computeIfPresent(column.name().name(), (_, _) -> values.literal(column, number, one));
      }
      refer(table, given, number);
      if (inserted(table, given)) {
        return true;
      }
    }
    return false;
  }

  /** Columns of foreign keys take the values of a row there; where there is none, NULL. */
  private void refer(SchemaGroup table, Map<String, String> given, int number) throws SQLException {
    for (SchemaObject key : table.objects()) {
      if (key.get(Attribute.CONSTRAINT_KIND).equals(Optional.of("foreign key"))) {
        refer(key, given, number);
      }
    }
  }

  private void refer(SchemaObject key, Map<String, String> given, int number) throws SQLException {
    SchemaGroup parent = tables.get(key(key.get(Attribute.REFERENCES).orElse("")));
    List<String> from = List.of(key.get(Attribute.COLUMNS).orElse("").split(", "));
    List<String> to = parent == null ? List.of() : SampleValues.referenced(key, parent);
    if (parent == null || to.size() != from.size()) {
      return;
    }
    for (int i = 0; i < from.size(); i++) {
      if (given.containsKey(from.get(i))) {
        List<String> found =
            session.texts(
                "SELECT quote(%s) FROM main.%s LIMIT %d"
                    .formatted(
                        Sql.quote(to.get(i)), Sql.quote(parent.main().name().name()), number));
        given.put(from.get(i), found.isEmpty() ? "NULL" : found.getLast());
      }
    }
  }

  private boolean inserted(SchemaGroup table, Map<String, String> given) {
    String into = "INSERT INTO main." + Sql.quote(table.main().name().name());
    String columns = given.keySet().stream().map(Sql::quote).collect(Collectors.joining(", "));
    String values = String.join(", ", given.values());
    try {
      session.run(
          given.isEmpty()
              ? into + " DEFAULT VALUES"
              : into + " (" + columns + ") VALUES (" + values + ")");
      return true;
    } catch (SQLException _) {
      return false;
    }
  }
}
