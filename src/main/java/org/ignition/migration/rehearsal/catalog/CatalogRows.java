package org.ignition.migration.rehearsal.catalog;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Identity;
import org.ignition.migration.snapshot.ObjectKind;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one result; labels as in {@link RelationQueries}. */
final class CatalogRows {

  private final ResultSet rows;
  private final Query query;
  private final Map<String, String> known;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<Attribute, Integer> attributes = new LinkedHashMap<>();

  /**
   * Of {@code rows}.
   *
   * @param known values that were read before, so that equal ones are one in memory
   */
  CatalogRows(ResultSet rows, Query query, Map<String, String> known) throws SQLException {
    this.rows = rows;
    this.query = query;
    this.known = known;
    ResultSetMetaData labels = rows.getMetaData();
    for (int i = 1; i <= labels.getColumnCount(); i++) {
      place(labels.getColumnLabel(i), i);
    }
  }

  private void place(String label, int at) {
    if (Character.isUpperCase(label.charAt(0))) {
      attributes.put(Attribute.valueOf(label), at);
    } else {
      places.put(label, at);
    }
  }

  CatalogRow row() throws SQLException {
    Identity identity = new Identity(catalog(), number("oid"), (int) number("sub"));
    return new CatalogRow(
        identity,
        places.containsKey("owner")
            ? new Identity(query.owners().oid(), number("owner"), 0)
            : identity,
        ObjectKind.valueOf(text("kind")),
        text("schema"),
        text("name"),
        columns(),
        ties(),
        attributes());
  }

  private long catalog() throws SQLException {
    return places.containsKey("class") ? number("class") : query.catalog().oid();
  }

  private long number(String label) throws SQLException {
    Integer at = places.get(label);
    return at == null ? 0 : rows.getLong(at);
  }

  private String text(String label) throws SQLException {
    Integer at = places.get(label);
    String text = at == null ? null : rows.getString(at);
    return text == null ? "" : one(text);
  }

  /** As an array or a vector writes them: {@code {1,2}}, {@code 1 2}. */
  private List<Integer> columns() throws SQLException {
    List<Integer> all = numbers(text("columns")).map(Integer::valueOf).toList();
    long keys = number("keys");
    return keys == 0 ? all : all.subList(0, (int) keys);
  }

  private Set<Long> ties() throws SQLException {
    return numbers(text("ties")).map(Long::valueOf).collect(Collectors.toSet());
  }

  private static Stream<String> numbers(String list) {
    return list.isEmpty()
        ? Stream.empty()
        : Stream.of(list.split("[{}, ]")).filter(each -> !each.isEmpty());
  }

  private Map<Attribute, String> attributes() throws SQLException {
    Map<Attribute, String> values = new EnumMap<>(Attribute.class);
    for (Map.Entry<Attribute, Integer> each : attributes.entrySet()) {
      String value = rows.getString(each.getValue());
      if (value != null && !value.isEmpty()) {
        values.put(each.getKey(), one(value));
      }
    }
    return values;
  }

  private String one(String value) {
    @Nullable String earlier = known.putIfAbsent(value, value);
    return earlier == null ? value : earlier;
  }
}
