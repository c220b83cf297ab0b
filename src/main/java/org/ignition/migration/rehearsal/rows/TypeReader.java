package org.ignition.migration.rehearsal.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads types; those that come with PostgreSQL, which nobody changes, only once. */
final class TypeReader implements AutoCloseable {

  /** {@code FirstNormalObjectId}: OIDs below it are PostgreSQL's own; {@code access/transam.h}. */
  private static final long FIRST_OF_USERS = 16_384;

  private final PreparedStatement query;
  private final Map<Long, TypeShape> known = new HashMap<>();

  TypeReader(Connection session) throws SQLException {
    this.query = session.prepareStatement(ShapeQuery.TYPES);
  }

  /** Those with these OIDs, and all that they are made of. */
  Types read(Set<Long> wanted) throws SQLException {
    Map<Long, TypeShape> all = new HashMap<>(known);
    Set<Long> unknown =
        wanted.stream().filter(oid -> !known.containsKey(oid)).collect(Collectors.toSet());
    if (!unknown.isEmpty()) {
      query.setString(
          1, unknown.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          all.put(rows.getLong("oid"), type(rows));
        }
      }
      all.forEach((oid, type) -> {
        if (oid < FIRST_OF_USERS) {
          known.put(oid, type);
        }
      });
    }
    return new Types(all);
  }

  @Override
  public void close() throws SQLException {
    query.close();
  }

  private static TypeShape type(ResultSet row) throws SQLException {
    return new TypeShape(
        row.getLong("oid"),
        row.getString("typname"),
        TypeShape.Kind.valueOf(row.getString("kind")),
        row.getLong("part"),
        row.getInt("typtypmod"),
        row.getString("basesql"),
        Texts.of(row, "labels"),
        Texts.of(row, "checks"),
        Texts.of(row, "fields").stream().map(TypeReader::field).toList());
  }

  private static TypeShape.Field field(String text) {
    int colon = text.indexOf(':');
    return new TypeShape.Field(
        Long.parseLong(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
  }
}
