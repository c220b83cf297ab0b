package org.ignition.migration.history.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ignition.database.HeldLock;
import org.ignition.migration.history.AppliedBy;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.history.HistoryEvent.Kind;
import org.ignition.migration.history.HistoryFacts;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.MigrationRecorder;
import org.ignition.migration.history.Origin;
import org.ignition.migration.history.Passenger;
import org.ignition.migration.history.VersionTableUse;
import org.ignition.migration.history.table.CompanionColumn;
import org.ignition.migration.history.table.Unwritable;

/** Writes events, and keeps the application's own table of versions in step. */
record SqliteRecorder(VersionRows versions, AppliedBy by, Optional<String> backup, Origin origin)
    implements MigrationRecorder {

  private static final String INSERT =
      Arrays.stream(CompanionColumn.values())
          .map(SqliteRecorder::value)
          .collect(
              Collectors.joining(
                  ", ",
                  "INSERT INTO main.ignition_migrations (" + CompanionColumn.names() + ") VALUES (",
                  ")"));

  /** What undoes a migration goes with its newest row, also where its text was never fetched. */
  private static String value(CompanionColumn column) {
    return switch (column) {
      case DOWN_SCRIPT ->
          "coalesce("
              + parameter(column)
              + ", (SELECT kept.down_script FROM main.ignition_migrations kept WHERE kept.sequence ="
              + " CAST("
              + parameter(CompanionColumn.SEQUENCE)
              + " AS INTEGER) AND kept.down_checksum = "
              + parameter(CompanionColumn.DOWN_CHECKSUM)
              + " AND kept.down_script IS NOT NULL ORDER BY kept.id DESC LIMIT 1))";
      case OCCURRED_AT -> "coalesce(" + parameter(column) + ", " + SqliteHistory.NOW + ")";
      default -> parameter(column);
    };
  }

  /** Numbered, so that one can stand in two places. */
  private static String parameter(CompanionColumn column) {
    return "?" + (List.of(CompanionColumn.values()).indexOf(column) + 1);
  }

  static MigrationRecorder of(HistoryFacts facts, VersionTableUse use) {
    return new SqliteRecorder(
        VersionRows.of(facts.versionTable(), use),
        AppliedBy.UNKNOWN,
        Optional.empty(),
        Origin.IGNITION);
  }

  @Override
  public MigrationRecorder onBehalfOf(AppliedBy other, Optional<String> backupBefore) {
    return new SqliteRecorder(versions, other, backupBefore, origin);
  }

  @Override
  public MigrationRecorder ofOrigin(Origin other) {
    return new SqliteRecorder(versions, by, backup, other);
  }

  /** There are no round trips to save. */
  @Override
  public MigrationRecorder carrying(Passenger passenger) {
    return this;
  }

  /** Whoever holds the lock of the file is asked before a script begins, at no cost. */
  @Override
  public MigrationRecorder under(HeldLock lock) {
    return this;
  }

  @Override
  public void begun(Connection session, Kind kind, MigrationRecord migration) throws SQLException {
    stated(session, event(kind, migration, Duration.ZERO, ""));
  }

  @Override
  public void applied(Connection session, MigrationRecord migration, Duration took)
      throws SQLException {
    stated(session, event(Kind.APPLIED, migration, took, ""));
  }

  @Override
  public void undone(Connection session, MigrationRecord migration, Duration took)
      throws SQLException {
    stated(session, event(Kind.UNDONE, migration, took, ""));
  }

  @Override
  public void failed(
      Connection session, Kind kind, MigrationRecord migration, Duration took, String remark)
      throws SQLException {
    stated(session, event(kind, migration, took, remark));
  }

  private HistoryEvent event(Kind kind, MigrationRecord migration, Duration took, String remark) {
    return new HistoryEvent(0, kind, migration, by, Instant.EPOCH, took, backup, origin, remark);
  }

  @Override
  public void stated(Connection session, List<HistoryEvent> events) throws SQLException {
    try {
      write(session, events);
      versions.follow(session, events);
    } catch (SQLException e) {
      throw Failures.explained(e);
    }
  }

  private static void write(Connection session, List<HistoryEvent> events) throws SQLException {
    try (PreparedStatement insert = session.prepareStatement(INSERT)) {
      for (HistoryEvent event : events) {
        int index = 1;
        for (CompanionColumn column : CompanionColumn.values()) {
          insert.setString(index++, column.of(event).orElse(null));
        }
        if (insert.executeUpdate() != 1) {
          throw Unwritable.refused(new SQLException("no row was added")); // A trigger dropped it.
        }
      }
    }
  }
}
