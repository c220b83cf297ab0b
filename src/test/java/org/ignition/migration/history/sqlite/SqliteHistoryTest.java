package org.ignition.migration.history.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PolicyException;
import org.ignition.image.CommitSha;
import org.ignition.image.ReleaseVersion;
import org.ignition.migration.Assessment;
import org.ignition.migration.Layout;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.history.AppliedBy;
import org.ignition.migration.history.Baseline;
import org.ignition.migration.history.FolderRecords;
import org.ignition.migration.history.Folders;
import org.ignition.migration.history.ForeignHistory;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.history.HistoryEvent.Kind;
import org.ignition.migration.history.HistoryFacts;
import org.ignition.migration.history.HistorySource;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.MigrationRecorder;
import org.ignition.migration.history.Origin;
import org.ignition.migration.history.Recognition;
import org.ignition.migration.history.Sequences;
import org.ignition.migration.history.VersionTable;
import org.ignition.migration.history.VersionTableUse;
import org.ignition.testing.MemoryTree;
import org.ignition.testing.RealProgram;
import org.ignition.testing.RealTool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our tables in a real file, and files as other tools left them. */
class SqliteHistoryTest {

  private static final SqliteHistory TABLES = new SqliteHistory();
  private static final String FLYWAY =
      "CREATE TABLE IF NOT EXISTS flyway_schema_history (installed_rank INT NOT NULL PRIMARY KEY,"
          + " version VARCHAR(50), description VARCHAR(200) NOT NULL, type VARCHAR(20) NOT NULL,"
          + " script VARCHAR(1000) NOT NULL, checksum INT, installed_by VARCHAR(100) NOT NULL,"
          + " installed_on TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),"
          + " execution_time INT NOT NULL, success BOOLEAN NOT NULL)";

  private final MigrationSet set = Folders.seed(14, 18);

  @TempDir private Path folder;
  private Connection session;

  @BeforeEach
  void open() throws SQLException {
    session = DriverManager.getConnection(url());
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("shop.db");
  }

  private void run(String... statements) throws SQLException {
    for (String each : statements) {
      try (Statement statement = session.createStatement()) {
        statement.execute(each);
      }
    }
  }

  private List<String> rows(String query) throws SQLException {
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

  private HistoryFacts facts() throws SQLException {
    return TABLES.read(session, Long.MAX_VALUE);
  }

  private Recognition recognised(MigrationSet migrations, String baseline) throws SQLException {
    return Recognition.of(facts(), migrations, Baseline.parse(baseline).orElseThrow());
  }

  private MigrationRecorder adopted(MigrationSet migrations, String baseline) throws SQLException {
    HistoryFacts facts = facts();
    VersionTableUse use = VersionTableUse.of(migrations);
    Recognition.Told told =
        (Recognition.Told)
            Recognition.of(facts, migrations, Baseline.parse(baseline).orElseThrow());
    TABLES.create(session, facts, use);
    MigrationRecorder recorder = TABLES.recorder(facts, use);
    recorder.stated(session, told.unrecorded());
    return recorder;
  }

  private static MigrationRecord record(MigrationSet migrations, int index) {
    return new FolderRecords(migrations, Sequences.of(migrations))
        .pending(migrations.migrations().get(index), Assessment.UNKNOWN);
  }

  private void applied(MigrationRecorder recorder, int... indexes) throws SQLException {
    for (int index : indexes) {
      recorder.applied(session, record(set, index), Duration.ofMillis(12));
    }
  }

  private void undone(MigrationRecorder recorder, int index) throws SQLException {
    recorder.undone(session, record(set, index), Duration.ofMillis(12));
  }

  private void flywayHolds(String... versions) throws SQLException {
    run(FLYWAY);
    for (String version : versions) {
      run(
          "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
              + " checksum, installed_by, execution_time, success) SELECT coalesce("
              + "max(installed_rank), 0) + 1, '"
              + version
              + "', 'step', 'SQL', '"
              + version
              + "_step.sql', 1, 'x', 1, true FROM flyway_schema_history");
    }
  }

  private static List<String> applied(Recognition recognition) {
    Recognition.Told told =
        assertInstanceOf(Recognition.Told.class, recognition, recognition::toString);
    return told.live().applied().stream()
        .map(each -> each.migration().version().text() + " " + each.origin())
        .toList();
  }

  private static ErrorCode refused(Recognition recognition) {
    return assertInstanceOf(Recognition.Refused.class, recognition).problem().code();
  }

  @Test
  void tellsWhatWasApplied() throws Exception {
    AppliedBy ann =
        new AppliedBy(
            Optional.of(new CommitSha("0123456789".repeat(4))),
            Optional.of(ReleaseVersion.parse("v1.2.3")),
            "o'hara",
            "https://example.org/runs/1");
    MigrationRecorder recorder = adopted(set, "").onBehalfOf(ann, Optional.of("b1"));
    recorder.applied(session, record(set, 0), Duration.ofMillis(1234));

    HistoryEvent event = TABLES.read(session, 0).events().orElseThrow().getFirst();

    assertEquals(
        new HistoryEvent(
            1,
            Kind.APPLIED,
            record(set, 0),
            ann,
            event.at(),
            Duration.ofMillis(1234),
            Optional.of("b1"),
            Origin.IGNITION,
            ""),
        event);
    assertTrue(Duration.between(event.at(), Instant.now()).abs().toMinutes() < 5);
    assertEquals(
        Optional.empty(),
        facts().events().orElseThrow().getFirst().migration().down().orElseThrow().text());
  }

  @Test
  void readsAFileWithAViewThatLostItsTable() throws Exception {
    run("CREATE VIEW reports AS SELECT * FROM nowhere");
    assertEquals(new VersionTable.Free(), facts().versionTable());
  }

  @Test
  void answersTheApplicationsQuestion() throws Exception {
    MigrationRecorder recorder = adopted(set, "");
    assertEquals(List.of("null"), rows("SELECT MAX(version) FROM schema_migrations"));

    applied(recorder, 0, 1, 2);

    assertEquals(
        List.of("16|integer"),
        rows("SELECT MAX(version), typeof(MAX(version)) FROM schema_migrations"));
    undone(recorder, 2);
    assertEquals(
        List.of("15|step|null|unknown", "14|step|null|unknown"),
        rows(
            "SELECT version, name, release, classification FROM schema_migrations"
                + " ORDER BY version DESC LIMIT 5"));
    assertInstanceOf(VersionTable.View.class, facts().versionTable());
    assertEquals(0, facts().userTables());
    TABLES.create(session, facts(), VersionTableUse.UNUSED);
  }

  @Test
  void keepsTheDownWithTheNewestRow() throws Exception {
    MigrationRecorder recorder = adopted(set, "");
    applied(recorder, 0, 1);

    recorder.stated(session, facts().events().orElseThrow());

    List<HistoryEvent> events = TABLES.read(session, 0).events().orElseThrow();
    assertEquals(4, events.size());
    assertEquals(events.getFirst().migration(), events.get(2).migration());
    assertEquals(events.getFirst().at(), events.get(2).at(), "as it was said");
  }

  @Test
  void rollsBackWithTheMigration() throws Exception {
    MigrationRecorder recorder = adopted(set, "");
    session.setAutoCommit(false);
    applied(recorder, 0);
    session.rollback();
    session.setAutoCommit(true);

    assertEquals(Optional.of(List.of()), facts().events());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE ignition_migrations",
        "ALTER TABLE ignition_migrations RENAME TO mine",
        "CREATE TRIGGER no BEFORE INSERT ON ignition_migrations BEGIN SELECT RAISE(ABORT, 'no'); END",
        "CREATE TRIGGER no BEFORE INSERT ON ignition_migrations BEGIN SELECT RAISE(IGNORE); END",
        "PRAGMA query_only = 1"
      })
  void recognisesAMigrationThatTurnsAgainstOurTables(String attack) throws Exception {
    MigrationRecorder recorder = adopted(set, "");
    run(attack);

    PolicyException refused = assertThrows(PolicyException.class, () -> applied(recorder, 0));

    assertEquals(ErrorCode.HISTORY_UNWRITABLE, refused.code());
  }

  @ParameterizedTest
  @CsvSource({"text, 0016", "text, 16", "integer, 16", "varchar(128), 0016", "bigint, 16"})
  void keepsRowsAsThePeopleDid(String type, String next) throws Exception {
    String rows = next.startsWith("0") ? "('0014'), ('0015')" : "('14'), ('15')";
    run(
        "CREATE TABLE schema_migrations (version " + type + " PRIMARY KEY)",
        "INSERT INTO schema_migrations (version) VALUES " + rows);
    assertEquals(List.of("0014 table", "0015 table"), applied(recognised(set, "")));

    MigrationRecorder recorder = adopted(set, "");
    applied(recorder, 2);
    flywayHolds("0014", "0015", "0016");

    assertEquals(List.of(next), rows("SELECT max(version) FROM schema_migrations"));
    assertEquals(3, applied(recognised(set, "")).size());
    undone(recorder, 2);
    assertEquals(List.of("2"), rows("SELECT count(*) FROM schema_migrations"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"version integer", "version integer, dirty bool"})
  void findsItsOrdinalsAgainInATableOfIntegers(String columns) throws Exception {
    MigrationSet dotted =
        Folders.read(
            new MemoryTree()
                .file("db/V1.0__a.sql", "SELECT 1;")
                .file("db/V1.1__b.sql", "SELECT 1;")
                .file("db/V1.2__c.sql", "SELECT 1;"),
            Layout.FLYWAY);
    run("CREATE TABLE schema_migrations (" + columns + ")");
    MigrationRecorder first = adopted(dotted, "none");
    first.applied(session, record(dotted, 0), Duration.ZERO);
    first.applied(session, record(dotted, 1), Duration.ZERO);
    flywayHolds("1.0", "1.1");
    assertEquals(List.of("1.0 ignition", "1.1 ignition"), applied(recognised(dotted, "")));

    MigrationRecorder later = adopted(dotted, "");
    later.undone(session, record(dotted, 1), Duration.ZERO);
    run("DELETE FROM flyway_schema_history WHERE version = '1.1'");

    assertEquals(List.of("1"), rows("SELECT version FROM schema_migrations"));
    assertEquals(List.of("1.0 ignition"), applied(recognised(dotted, "")));
  }

  /** By the statements of golang-migrate's {@code database/sqlite/sqlite.go}. */
  @Test
  void keepsTheOneRowOfGolangMigrate() throws Exception {
    run(
        "CREATE TABLE IF NOT EXISTS schema_migrations (version uint64,dirty bool)",
        "CREATE UNIQUE INDEX IF NOT EXISTS version_unique ON schema_migrations (version)",
        "INSERT INTO schema_migrations (version, dirty) VALUES (15, 0)");
    assertEquals(
        List.of("0014 golang-migrate", "0015 golang-migrate"), applied(recognised(set, "")));
    MigrationRecorder recorder = adopted(set, "");

    applied(recorder, 2);
    assertEquals(List.of("16|0"), rows("SELECT * FROM schema_migrations"));
    undone(recorder, 2);
    assertEquals(List.of("15|0"), rows("SELECT * FROM schema_migrations"));
    run("UPDATE schema_migrations SET dirty = 1");
    flywayHolds("0014", "0015");
    assertEquals(ErrorCode.HISTORY_UNFINISHED, refused(recognised(set, "")));
  }

  /** By the statement of sqlx's {@code sqlx-sqlite/src/migrate.rs}. */
  @Test
  void adoptsTheRowsOfSqlx() throws Exception {
    run(
        """
        CREATE TABLE IF NOT EXISTS _sqlx_migrations (
            version BIGINT PRIMARY KEY,
            description TEXT NOT NULL,
            installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
            success BOOLEAN NOT NULL,
            checksum BLOB NOT NULL,
            execution_time BIGINT NOT NULL
        )\
        """,
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)"
            + " VALUES (14, 'step', 1, x'00', 1)");

    assertEquals(List.of("0014 sqlx"), applied(recognised(set, "")));
    run("UPDATE _sqlx_migrations SET success = 0");
    assertEquals(ErrorCode.HISTORY_UNFINISHED, refused(recognised(set, "")));
  }

  @Test
  void namesAlembicWhichIsNotRead() throws Exception {
    run(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)",
        "CREATE TABLE secrets (id INTEGER PRIMARY KEY)");

    Recognition recognition = recognised(set, "");

    assertEquals(ErrorCode.HISTORY_UNRECOGNISED, refused(recognition));
    assertEquals(
        "The database has 1 table (secrets); alembic_version is the table of Alembic, which is not"
            + " read",
        recognition.source().sentence());
    assertEquals(List.of("0014 baseline"), applied(recognised(set, "14")));
  }

  @Test
  void adoptsTheHistoryOfFlyway() throws Exception {
    Path migrations = Files.createDirectories(folder.resolve("flyway"));
    MemoryTree tree = new MemoryTree();
    for (String version : List.of("0001", "1.2", "10")) {
      String text = "CREATE TABLE t" + version.replace('.', '_') + " (id int);\n";
      tree.file("db/V" + version + "__step.sql", text);
      Files.writeString(migrations.resolve("V" + version + "__step.sql"), text);
    }
    Flyway.configure()
        .dataSource(url(), "", "")
        .locations("filesystem:" + migrations)
        .load()
        .migrate();
    MigrationSet flyways = Folders.read(tree, Layout.FLYWAY);

    Recognition recognition = recognised(flyways, "");

    assertEquals(List.of("0001 flyway", "1.2 flyway", "10 flyway"), applied(recognition));
    assertInstanceOf(HistorySource.FlywayAlone.class, recognition.source());
    Instant at = facts().flyway().orElseThrow().getFirst().at();
    assertTrue(Duration.between(at, Instant.now()).abs().toMinutes() < 5, at::toString);
    adopted(flyways, "");
    assertEquals(List.of("3"), rows("SELECT MAX(version) FROM schema_migrations"));
  }

  @Test
  void goesOnWithTheTableOfDbmate() throws Exception {
    Path dbmate = RealTool.require("dbmate");
    Path migrations = Files.createDirectories(folder.resolve("dbmate"));
    String text = "-- migrate:up\nCREATE TABLE t (id int);\n-- migrate:down\nDROP TABLE t;\n";
    Files.writeString(migrations.resolve("20260101000000_step.sql"), text);
    MigrationSet dbmates =
        Folders.read(
            new MemoryTree()
                .file("db/20260101000000_step.sql", text)
                .file("db/20260102000000_step.sql", text),
            Layout.DBMATE);
    session.close();
    String file = "sqlite:" + folder.resolve("shop.db");
    RealProgram.output(
        dbmate, "--url", file, "--migrations-dir", migrations.toString(), "--no-dump-schema", "up");
    session = DriverManager.getConnection(url());

    assertEquals(List.of("20260101000000 table"), applied(recognised(dbmates, "")));
    adopted(dbmates, "").applied(session, record(dbmates, 1), Duration.ZERO);

    assertEquals(
        List.of("20260101000000", "20260102000000"), rows("SELECT version FROM schema_migrations"));
  }

  @Test
  void keepsATableThatAMigrationMakes() throws Exception {
    MigrationSet making =
        Folders.read(
            new MemoryTree().file("db/0014_a.sql", "CREATE TABLE schema_migrations (version text)"),
            Layout.SEED);
    MigrationRecorder recorder = adopted(making, "");
    run("CREATE TABLE schema_migrations (version text)");

    recorder.applied(session, record(making, 0), Duration.ZERO);

    assertEquals(List.of("0014"), rows("SELECT version FROM schema_migrations"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"version text", "version integer", "version integer, dirty bool"})
  void fillsATableThatALaterMigrationMakesInPlaceOfTheView(String columns) throws Exception {
    applied(adopted(set, ""), 0, 1);
    flywayHolds("0014", "0015", "0016");
    MigrationSet making =
        Folders.read(
            new MemoryTree()
                .file("db/0014_step.sql", "SELECT 1;")
                .file("db/0015_step.sql", "SELECT 1;")
                .file(
                    "db/0016_step.sql",
                    "DROP VIEW schema_migrations; CREATE TABLE schema_migrations (version text);"),
            Layout.SEED);
    MigrationRecorder recorder = TABLES.recorder(facts(), VersionTableUse.of(making));
    run("DROP VIEW schema_migrations", "CREATE TABLE schema_migrations (" + columns + ")");

    recorder.applied(session, record(making, 2), Duration.ZERO);

    assertEquals(3, applied(recognised(making, "")).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"version text", "version integer", "version integer, dirty bool"})
  void letsALaterRunUndoTheMigrationThatMadeTheTable(String columns) throws Exception {
    MigrationSet making =
        Folders.read(
            new MemoryTree()
                .file("db/0014_a.sql", "CREATE TABLE schema_migrations (" + columns + ");")
                .file("db/0014_a.down.sql", "DROP TABLE schema_migrations;")
                .file("db/0015_b.sql", "SELECT 1;"),
            Layout.SEED);
    MigrationRecorder first = adopted(making, "");
    run("CREATE TABLE schema_migrations (" + columns + ")");
    first.applied(session, record(making, 0), Duration.ZERO);
    flywayHolds("0014");

    MigrationRecorder later = adopted(making, "");
    later.applied(session, record(making, 1), Duration.ZERO);
    assertTrue(rows("SELECT MAX(version) FROM schema_migrations").getFirst().endsWith("15"));
    later.undone(session, record(making, 1), Duration.ZERO);
    run("DROP TABLE schema_migrations");
    later.undone(session, record(making, 0), Duration.ZERO);

    assertInstanceOf(VersionTable.Free.class, facts().versionTable());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE schema_migrations (id int)",
        "CREATE TABLE schema_migrations (version)",
        "CREATE TABLE schema_migrations (version text, author text NOT NULL)",
        "CREATE VIEW schema_migrations AS SELECT 1 AS version"
      })
  void leavesAloneWhatItCannotKeep(String made) throws Exception {
    run(made);

    assertInstanceOf(VersionTable.Unusable.class, facts().versionTable());
    assertEquals(ErrorCode.HISTORY_UNRECOGNISED, refused(recognised(set, "")));
    applied(adopted(set, "none"), 0);
  }

  @Test
  void knowsTablesHoweverTheirNamesAreWritten() throws Exception {
    run(
        "CREATE TABLE Schema_Migrations (Version text)",
        "INSERT INTO Schema_Migrations VALUES ('0014')",
        "CREATE TABLE DATABASECHANGELOG (id text)");

    applied(adopted(set, ""), 1);
    flywayHolds("0014", "0015");

    assertEquals(List.of("0015"), rows("SELECT max(version) FROM schema_migrations"));
    assertEquals(List.of("0014 table", "0015 ignition"), applied(recognised(set, "")));
    assertEquals(
        List.of(new ForeignHistory.Other("databasechangelog", "Liquibase", Optional.empty())),
        facts().foreign());
  }

  @Test
  void refusesARowWithoutAVersion() throws Exception {
    run(
        "CREATE TABLE schema_migrations (version text)",
        "INSERT INTO schema_migrations VALUES ('0014'), (NULL)");

    assertEquals(ErrorCode.HISTORY_DISAGREES, refused(recognised(set, "")));
  }

  @Test
  void refusesATableOfThatNameThatIsNotOurs() throws Exception {
    run("CREATE TABLE ignition_migrations (id int)");

    assertEquals(
        ErrorCode.HISTORY_UNWRITABLE, assertThrows(PolicyException.class, this::facts).code());
  }
}
