package org.ignition.migration.flyway;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ignition.database.HeldLock;
import org.ignition.migration.history.AppliedBy;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.history.HistoryEvent.Kind;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.MigrationRecorder;
import org.ignition.migration.history.Origin;
import org.ignition.migration.history.Passenger;

/** Writes events into the plainest of tables. */
final class TestRecorder implements MigrationRecorder {

  /** Breaks what is written of this version. */
  String fails = "";

  static TestRecorder in(TestTarget target) {
    String id =
        target.facts().product().equals("SQLite")
            ? "id integer PRIMARY KEY"
            : "id bigint GENERATED ALWAYS AS IDENTITY";
    String schema = target.facts().schema();
    target.run(
        "CREATE TABLE IF NOT EXISTS %s.test_events (%s, kind text, version text, remark text)"
            .formatted(schema, id));
    return new TestRecorder(schema);
  }

  private final String schema;
  private Optional<HeldLock> lock = Optional.empty();
  private Optional<Passenger> passenger = Optional.empty();

  private TestRecorder(String schema) {
    this.schema = schema;
  }

  @Override
  public MigrationRecorder onBehalfOf(AppliedBy by, Optional<String> backup) {
    return this;
  }

  @Override
  public MigrationRecorder ofOrigin(Origin origin) {
    return this;
  }

  @Override
  public MigrationRecorder under(HeldLock held) {
    TestRecorder locked = copy();
    locked.lock = Optional.of(held);
    return locked;
  }

  @Override
  public MigrationRecorder carrying(Passenger other) {
    TestRecorder carrying = copy();
    carrying.passenger = Optional.of(other);
    return carrying;
  }

  private TestRecorder copy() {
    TestRecorder copy = new TestRecorder(schema);
    copy.fails = fails;
    copy.lock = lock;
    copy.passenger = passenger;
    return copy;
  }

  @Override
  public void begun(Connection session, Kind kind, MigrationRecord migration) throws SQLException {
    write(session, kind, migration, "");
  }

  @Override
  public void applied(Connection session, MigrationRecord migration, Duration took)
      throws SQLException {
    lock.ifPresent(HeldLock::require);
    Optional<String> query = passenger.flatMap(Passenger::query);
    if (query.isEmpty()) {
      write(session, Kind.APPLIED, migration, "");
      return;
    }
    PreparedStatement statement =
        insertion(session, Kind.APPLIED, migration, "", "; " + query.orElseThrow());
    statement.closeOnCompletion();
    statement.execute();
    statement.getMoreResults();
    passenger.orElseThrow().answered(statement.getResultSet());
  }

  @Override
  public void undone(Connection session, MigrationRecord migration, Duration took)
      throws SQLException {
    lock.ifPresent(HeldLock::require);
    write(session, Kind.UNDONE, migration, "");
  }

  @Override
  public void failed(
      Connection session, Kind kind, MigrationRecord migration, Duration took, String remark)
      throws SQLException {
    write(session, kind, migration, remark);
  }

  @Override
  public void stated(Connection session, List<HistoryEvent> events) throws SQLException {
    for (HistoryEvent event : events) {
      write(session, event.kind(), event.migration(), event.remark());
    }
  }

  private void write(Connection session, Kind kind, MigrationRecord migration, String remark)
      throws SQLException {
    try (PreparedStatement statement = insertion(session, kind, migration, remark, "")) {
      statement.executeUpdate();
    }
  }

  private PreparedStatement insertion(
      Connection session, Kind kind, MigrationRecord migration, String remark, String more)
      throws SQLException {
    String table =
        schema + (migration.version().text().equals(fails) ? ".missing" : ".test_events");
    PreparedStatement statement =
        session.prepareStatement(
            "INSERT INTO " + table + " (kind, version, remark) VALUES (?, ?, ?)" + more);
    statement.setString(1, kind.toString());
    statement.setString(2, migration.version().text());
    statement.setString(3, remark);
    return statement;
  }
}
