package org.ignition.migration.history.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.migration.Assessment;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.history.Baseline;
import org.ignition.migration.history.FolderRecords;
import org.ignition.migration.history.HistoryFacts;
import org.ignition.migration.history.HistoryTables;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.MigrationRecorder;
import org.ignition.migration.history.Recognition;
import org.ignition.migration.history.Sequences;
import org.ignition.migration.history.VersionTableUse;
import org.ignition.testing.Postgres;

/** A database of a real server, as somebody left it, and a session of ours there. */
final class Site implements AutoCloseable {

  private static final HistoryTables TABLES = new PostgresHistory();

  private final ScratchServer server;
  private final String database;
  private final Connection session;

  private Site(ScratchServer server, String database, Connection session) {
    this.server = server;
    this.database = database;
    this.session = session;
  }

  static Site on(int majorVersion) {
    ScratchServer server = Postgres.server(majorVersion);
    String database = server.createDatabase();
    return new Site(server, database, server.connect(database, SessionRole.OWNER));
  }

  Connection session() {
    return session;
  }

  /** Another session, of the owner. */
  Connection another() {
    return server.connect(database, SessionRole.OWNER);
  }

  /** Runs as the owner. */
  Site run(String... statements) throws SQLException {
    for (String each : statements) {
      execute(session, each);
    }
    return this;
  }

  /** Runs as a superuser. */
  Site runAsAdministrator(String... statements) throws SQLException {
    try (Connection administrator = server.connect(database, SessionRole.ADMINISTRATOR)) {
      for (String each : statements) {
        execute(administrator, each);
      }
    }
    return this;
  }

  static void execute(Connection session, String text) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(text);
    }
  }

  /** Rows of a query, cells separated by bars. */
  List<String> rows(String query) throws SQLException {
    return rows(session, query);
  }

  static List<String> rows(Connection session, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = session.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          cells.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", cells));
      }
    }
    return rows;
  }

  /** For programs that reach the database on their own, as the owner. */
  String url() throws SQLException {
    String role = "ops_" + database.replaceAll("\\W", "_");
    runAsAdministrator(
        "SET scram_iterations = 4096", // Go's driver takes no fewer.
        "CREATE ROLE " + role + " LOGIN SUPERUSER PASSWORD 's3cret'",
        "ALTER ROLE " + role + " SET role = " + owner(),
        "GRANT CONNECT ON DATABASE \"" + database + "\" TO " + role);
    String port = rows("SHOW port").getFirst();
    return "postgres://" + role + ":s3cret@127.0.0.1:" + port + "/" + database + "?sslmode=disable";
  }

  private String owner() throws SQLException {
    return rows("SELECT quote_ident(current_user)").getFirst();
  }

  HistoryFacts facts() throws SQLException {
    return TABLES.read(session, Long.MAX_VALUE);
  }

  HistoryFacts factsWithDowns() throws SQLException {
    return TABLES.read(session, 0);
  }

  Recognition recognised(MigrationSet set, String baseline) throws SQLException {
    return Recognition.of(facts(), set, Baseline.parse(baseline).orElseThrow());
  }

  /** Reads, creates what is missing, and adopts what is recognised, as a run does. */
  MigrationRecorder adopted(MigrationSet set, String baseline) throws SQLException {
    HistoryFacts facts = facts();
    VersionTableUse use = VersionTableUse.of(set);
    Recognition.Told told =
        (Recognition.Told) Recognition.of(facts, set, Baseline.parse(baseline).orElseThrow());
    TABLES.create(session, facts, use);
    MigrationRecorder recorder = TABLES.recorder(facts, use);
    recorder.stated(session, told.unrecorded());
    return recorder;
  }

  static MigrationRecord record(MigrationSet set, int index) {
    return new FolderRecords(set, Sequences.of(set))
        .pending(set.migrations().get(index), Assessment.UNKNOWN);
  }

  void applied(MigrationRecorder recorder, MigrationSet set, int... indexes) throws SQLException {
    for (int index : indexes) {
      recorder.applied(session, record(set, index), Duration.ofMillis(12));
    }
  }

  void undone(MigrationRecorder recorder, MigrationSet set, int index) throws SQLException {
    recorder.undone(session, record(set, index), Duration.ofMillis(12));
  }

  Optional<String> schemaVersion() throws SQLException {
    return rows("SELECT MAX(version) FROM schema_migrations").stream()
        .filter(each -> !each.equals("null"))
        .findFirst();
  }

  @Override
  public void close() throws SQLException {
    session.close();
    server.dropDatabase(database);
  }
}
