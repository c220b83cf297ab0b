package org.ignition.migration.history.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/**
 * Writes events, and keeps the application's own table of versions in step.
 *
 * @param kept whether the companion table must hold rows
 * @param lock that must be held when a script is recorded
 * @param passenger who asks something in the same round trip
 */
record PostgresRecorder(
    Names names,
    VersionRows versions,
    KeptRows kept,
    AppliedBy by,
    Optional<String> backup,
    Origin origin,
    Optional<HeldLock> lock,
    Optional<Passenger> passenger)
    implements MigrationRecorder {

  /** A migration may have left the session in another role. */
  private static final String AS_OURSELVES = "RESET SESSION AUTHORIZATION; RESET ROLE; ";

  static MigrationRecorder of(HistoryFacts facts, VersionTableUse use) {
    Names names = new Names(facts.schema());
    VersionRows versions = VersionRows.of(names, facts.versionTable(), use);
    boolean found = facts.events().filter(events -> !events.isEmpty()).isPresent();
    return new PostgresRecorder(
        names,
        versions,
        new KeptRows(found),
        AppliedBy.UNKNOWN,
        Optional.empty(),
        Origin.IGNITION,
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public MigrationRecorder onBehalfOf(AppliedBy other, Optional<String> backupBefore) {
    return new PostgresRecorder(
        names, versions, kept, other, backupBefore, origin, lock, passenger);
  }

  @Override
  public MigrationRecorder ofOrigin(Origin other) {
    return new PostgresRecorder(names, versions, kept, by, backup, other, lock, passenger);
  }

  @Override
  public MigrationRecorder under(HeldLock held) {
    return new PostgresRecorder(
        names, versions, kept, by, backup, origin, Optional.of(held), passenger);
  }

  @Override
  public MigrationRecorder carrying(Passenger other) {
    return new PostgresRecorder(
        names, versions, kept, by, backup, origin, lock, Optional.of(other));
  }

  @Override
  public void begun(Connection session, Kind kind, MigrationRecord migration) throws SQLException {
    stated(session, event(kind, migration, Duration.ZERO, ""));
  }

  @Override
  public void applied(Connection session, MigrationRecord migration, Duration took)
      throws SQLException {
    ran(session, event(Kind.APPLIED, migration, took, ""));
  }

  @Override
  public void undone(Connection session, MigrationRecord migration, Duration took)
      throws SQLException {
    ran(session, event(Kind.UNDONE, migration, took, ""));
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
    if (!events.isEmpty()) {
      write(session, AS_OURSELVES + insertions(events), _ -> {});
      kept.wrote(events.getLast().migration().sequence());
    }
  }

  /** A script ran in this transaction, or before it in this session. */
  private void ran(Connection session, HistoryEvent event) throws SQLException {
    RecordingCheck check = new RecordingCheck(names, lock);
    Optional<String> along = passenger.flatMap(Passenger::query);
    String text =
        AS_OURSELVES
            + check.query()
            + ";\n"
            + insertions(List.of(event))
            + along.map(query -> ";\n" + query).orElse("");
    long sequence = event.migration().sequence();
    boolean filled = kept.areThereBefore(sequence);
    write(
        session,
        text,
        statement -> {
          check.require(statement, filled);
          requireRow(statement);
          if (along.isPresent()) {
            handOver(statement, passenger.orElseThrow());
          }
        });
    kept.wrote(sequence);
  }

  /** A trigger or a rule may drop our row without a word. */
  private static void requireRow(Statement statement) throws SQLException {
    statement.getMoreResults();
    if (statement.getUpdateCount() != 1) {
      throw Unwritable.refused(new SQLException("no row was added"));
    }
  }

  private static void handOver(Statement statement, Passenger passenger) throws SQLException {
    ResultSet rows = Answers.lastRows(statement);
    statement.closeOnCompletion();
    passenger.answered(rows);
  }

  private String insertions(List<HistoryEvent> events) {
    List<String> statements = new ArrayList<>();
    statements.add(inserted(events));
    statements.addAll(versions.after(events));
    return String.join(";\n", statements);
  }

  private void write(Connection session, String text, Reading answers) throws SQLException {
    Statement statement = session.createStatement();
    try {
      statement.setEscapeProcessing(false);
      statement.execute(text);
      answers.read(statement);
    } catch (SQLException e) {
      throw explained(e);
    } finally {
      if (!statement.isCloseOnCompletion()) {
        statement.close();
      }
    }
  }

  /** Looks at what the server answered. */
  @FunctionalInterface
  private interface Reading {
    void read(Statement statement) throws SQLException;
  }

  private String inserted(List<HistoryEvent> events) {
    return events.stream()
        .map(this::row)
        .collect(
            Collectors.joining(
                ",\n",
                "INSERT INTO " + names.companion() + " (" + CompanionColumn.names() + ") VALUES\n",
                ""));
  }

  private String row(HistoryEvent event) {
    return Arrays.stream(CompanionColumn.values())
        .map(column -> value(column, event))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private String value(CompanionColumn column, HistoryEvent event) {
    String value = Sql.literal(column.of(event));
    return switch (column) {
      case DOWN_SCRIPT -> down(value, event.migration());
      case OCCURRED_AT ->
          "COALESCE(" + value + "::pg_catalog.timestamptz, pg_catalog.clock_timestamp())";
      default -> value;
    };
  }

  /** What undoes a migration goes with its newest row, also where its text was never fetched. */
  private String down(String value, MigrationRecord migration) {
    return migration
        .down()
        .filter(down -> down.text().isEmpty())
        .map(down ->
            "(SELECT kept.down_script FROM "
                + names.companion()
                + " kept WHERE kept.sequence = "
                + migration.sequence()
                + " AND kept.down_checksum = "
                + Sql.literal(down.checksum().value())
                + " AND kept.down_script IS NOT NULL ORDER BY kept.id DESC LIMIT 1)")
        .orElse(value);
  }

  /** By the server's SQLSTATE, see PostgreSQL's appendix “Error Codes”. */
  private SQLException explained(SQLException failure) {
    String state = Optional.ofNullable(failure.getSQLState()).orElse("");
    return switch (state) {
      case "42501" -> throw Unwritable.forbidden(Sql.name(names.schema()), failure);
      case "25006" -> throw Unwritable.readOnly(failure);
      case "42P01", "42703", "42804", "42809", "3F000", "55000" ->
          throw Unwritable.changed(failure);
      default -> {
        if (state.startsWith("22") || state.startsWith("23") || state.startsWith("P0")) {
          throw Unwritable.refused(failure);
        }
        yield failure;
      }
    };
  }
}
