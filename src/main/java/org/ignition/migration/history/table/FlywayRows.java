package org.ignition.migration.history.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.ignition.migration.history.FlywayRow;

/** Reads rows of Flyway's table, its columns in the order of {@link FlywayRow}. */
public final class FlywayRows {

  /** The columns before the time and after it. */
  public static final String COLUMNS_BEFORE =
      "installed_rank, version, description, type, script, checksum, installed_by";

  private FlywayRows() {}

  /** All of {@code rows}, times as texts of ISO 8601 in UTC. */
  public static List<FlywayRow> read(ResultSet rows) throws SQLException {
    List<FlywayRow> found = new ArrayList<>();
    while (rows.next()) {
      found.add(row(rows));
    }
    return found;
  }

  private static FlywayRow row(ResultSet rows) throws SQLException {
    return new FlywayRow(
        rows.getInt(1),
        Optional.ofNullable(rows.getString(2)),
        text(rows, 3),
        text(rows, 4),
        text(rows, 5),
        checksum(rows),
        text(rows, 7),
        Optional.ofNullable(rows.getString(8)).map(Instant::parse).orElse(Instant.EPOCH),
        rows.getBoolean(9));
  }

  private static OptionalInt checksum(ResultSet rows) throws SQLException {
    int checksum = rows.getInt(6);
    return rows.wasNull() ? OptionalInt.empty() : OptionalInt.of(checksum);
  }

  private static String text(ResultSet rows, int column) throws SQLException {
    return Objects.requireNonNullElse(rows.getString(column), "");
  }
}
