package org.ignition.migration.flyway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.database.HeldLock;
import org.ignition.database.LockRequest;
import org.ignition.database.Patience;
import org.ignition.database.TargetDatabase;
import org.ignition.database.target.DatabaseLogin;
import org.ignition.database.target.DatabaseUrl;
import org.ignition.database.target.PostgresUrl;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PartialException;
import org.ignition.failure.RemoteException;
import org.ignition.migration.Layout;
import org.ignition.migration.history.AppliedBy;
import org.ignition.migration.history.HistoryFacts;
import org.ignition.migration.history.HistoryTables;
import org.ignition.migration.history.MigrationRecorder;
import org.ignition.migration.history.VersionTableUse;
import org.ignition.migration.history.postgres.PostgresHistory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine with the database, the lock and the tables that it works with in production. */
class WholeDatabaseIT {

  private static final Folder SHOP =
      Folder.of(
          "1_shop.sql",
          "CREATE TABLE shop (id int);\nCOPY shop FROM stdin;\n1\n2\n\\.\n",
          "1_shop.down.sql",
          "DROP TABLE shop;",
          "2_name.sql",
          "SET search_path = pg_catalog; ALTER TABLE public.shop ADD COLUMN name text; SET ROLE"
              + " pg_monitor;",
          "2_name.down.sql",
          "ALTER TABLE shop DROP COLUMN name;",
          "3_index.sql",
          "CREATE INDEX CONCURRENTLY i ON shop (name);",
          "3_index.down.sql",
          "DROP INDEX CONCURRENTLY i;");

  private PostgresTarget scratch;
  private TargetDatabase database;
  private MigrationRecorder recorder;

  @BeforeEach
  void open() throws SQLException {
    scratch = PostgresTarget.of(17);
    List<String> login = scratch.login("secret");
    String url = login.getFirst().replace("jdbc:", "") + "?sslmode=disable";
    database =
        org.ignition.database.postgres.PostgresTarget.open(
            (PostgresUrl) DatabaseUrl.parse(url, false),
            DatabaseLogin.of(login.getLast(), "secret"),
            Patience.usual());
    HistoryTables tables = new PostgresHistory();
    try (Connection session = database.connect("history")) {
      HistoryFacts facts = tables.read(session, Long.MAX_VALUE);
      tables.create(session, facts, VersionTableUse.UNUSED);
      recorder =
          tables
              .recorder(facts, VersionTableUse.UNUSED)
              .onBehalfOf(
                  new AppliedBy(Optional.empty(), Optional.empty(), "octocat", ""),
                  Optional.empty());
    }
  }

  @AfterEach
  void close() {
    database.close();
    scratch.close();
  }

  /** The server ends the session of the one before a moment after that was closed. */
  private HeldLock lock() {
    return database.lock(new LockRequest(Duration.ofMinutes(1), "octocat", "", _ -> {}));
  }

  private void apply(int from, int to) {
    try (HeldLock lock = lock()) {
      new FlywayEngine(database, Bench.QUICK, () -> 0.5)
          .apply(SHOP.pending(from, to), "octocat", recorder, lock, new Silent());
    }
  }

  private void undo(int from, int to) {
    try (HeldLock lock = lock()) {
      new Undoer(database, Bench.QUICK, () -> 0.5)
          .undo(SHOP.applied().subList(from, to), "octocat", recorder, lock, new Silent());
    }
  }

  private List<String> rows(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection session = database.connect("look");
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  private void run(String... texts) throws SQLException {
    try (Connection session = database.connect("prepare");
        Statement statement = session.createStatement()) {
      for (String text : texts) {
        statement.execute(text);
      }
    }
  }

  @Test
  void goesUpDownAndUpAgain(@TempDir Path folder) throws Exception {
    apply(0, 3);
    assertEquals(List.of("3"), rows("SELECT max(version) FROM schema_migrations"));
    undo(0, 2);
    assertEquals(List.of("1"), rows("SELECT max(version) FROM schema_migrations"));
    apply(1, 3);
    assertEquals(List.of("3"), rows("SELECT max(version) FROM schema_migrations"));
    assertEquals(List.of("2"), rows("SELECT count(*) FROM shop"));
    scratch.around = _ -> database.connect("flyway");
    RealFlyway.on(scratch, SHOP.writeUps(folder), Layout.SEED).validate();
    assertEquals(
        List.of(
            "applied",
            "applied",
            "begun",
            "applied",
            "undo-begun",
            "undone",
            "undone",
            "applied",
            "begun",
            "applied"),
        rows("SELECT kind FROM ignition_migrations ORDER BY id"));
  }

  @Test
  void undoesWhatItCannotRecord() throws Exception {
    apply(0, 1);
    run("ALTER TABLE ignition_migrations RENAME TO elsewhere");
    IgnitionException failed = assertThrows(IgnitionException.class, () -> apply(1, 3));
    assertEquals(ErrorCode.HISTORY_UNWRITABLE, failed.code());
    assertEquals(List.of("1"), rows("SELECT version FROM flyway_schema_history"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RAISE 'no more'", "RETURN NULL"})
  void saysThatSomethingWasDoneBeforeItCouldNotBeRecorded(String refusal) throws Exception {
    run(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$BEGIN IF NEW::text LIKE '%name%' THEN "
            + refusal
            + "; END IF; RETURN NEW; END$$",
        "CREATE TRIGGER refuse BEFORE INSERT ON ignition_migrations FOR EACH ROW EXECUTE FUNCTION"
            + " refuse()");
    IgnitionException failed = assertThrows(PartialException.class, () -> apply(0, 3));
    assertEquals(ErrorCode.HISTORY_UNWRITABLE, failed.code());
    assertEquals(List.of("1"), rows("SELECT version FROM flyway_schema_history"));
  }

  private static final String TWO = "CREATE TABLE two (id int); ";

  private IgnitionException refused(String up) throws SQLException {
    Folder folder = Folder.of("1_one.sql", "CREATE TABLE one (id int);", "2_two.sql", up);
    IgnitionException refused =
        assertThrows(
            IgnitionException.class,
            () -> {
              try (HeldLock lock = lock()) {
                new FlywayEngine(database, Bench.QUICK, () -> 0.5)
                    .apply(folder.pending(0, 2), "octocat", recorder, lock, new Silent());
              }
            });
    assertEquals(ErrorCode.HISTORY_UNWRITABLE, refused.code());
    assertTrue(refused.problem().what().startsWith("2 two "), refused::toString);
    assertTrue(refused.problem().at().orElseThrow().toString().contains("2_two.sql"));
    assertEquals(List.of(), rows("SELECT 1 FROM pg_class WHERE relname = 'two'"));
    return refused;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE ignition_migrations SET down_script = 'SELECT 1';",
        "DELETE FROM ignition_migrations;",
        "TRUNCATE ignition_migrations RESTART IDENTITY;",
        "DO $$ BEGIN DELETE FROM public.ignition_migrations; END $$;",
        "WITH gone AS (DELETE FROM ignition_migrations RETURNING id) SELECT * FROM gone;",
        "CREATE TABLE copy AS TABLE ignition_migrations; TRUNCATE ignition_migrations; INSERT INTO"
            + " ignition_migrations OVERRIDING SYSTEM VALUE SELECT * FROM copy;",
        "DELETE FROM ignition_migrations; SET ROLE" + " pg_monitor;"
      })
  void keepsNothingOfAFileThatTouchesTheRowsOfTheHistory(String attack) throws Exception {
    refused(TWO + attack);
    assertEquals(
        List.of("1 applied"), rows("SELECT sequence || ' ' || kind FROM ignition_migrations"));
    assertEquals(List.of("1"), rows("SELECT version FROM flyway_schema_history"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM ignition_migrations;",
        "TRUNCATE TABLE ONLY two, public.Ignition_Migrations;",
        "UPDATE \"ignition_migrations\" SET down_script = '';",
        "WITH gone AS (DELETE FROM public.ignition_migrations RETURNING id) SELECT * FROM gone;",
        "COPY ignition_migrations (kind) FROM stdin;\n\\.\n"
      })
  void beginsNothingThatWouldTouchTheHistoryWithoutATransaction(String attack) throws Exception {
    refused("-- ignition: no-transaction\n" + TWO + attack);
    assertEquals(List.of(), rows("SELECT 1 FROM ignition_migrations"));
  }

  /** What a script did while nobody else was kept away is not kept. */
  @Test
  void keepsNothingOfAFileDuringWhichTheLockWasLost() throws Exception {
    Folder folder = Folder.of("1_one.sql", TWO + "SELECT pg_sleep(0.01);");
    String holder =
        "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM"
            + " pg_database WHERE datname = current_database())";
    for (boolean elsewhere : List.of(false, true)) {
      try (HeldLock lock = elsewhere ? ofAnotherServer(lock()) : lock()) {
        if (!elsewhere) {
          scratch.terminate(Integer.parseInt(rows(holder).getFirst()));
        }
        IgnitionException lost =
            assertThrows(
                RemoteException.class,
                () ->
                    new FlywayEngine(database, Bench.QUICK, () -> 0.5)
                        .apply(folder.pending(), "octocat", recorder, lock, new Silent()));
        assertEquals(ErrorCode.DATABASE_LOST, lost.code());
      }
      assertEquals(List.of(), rows("SELECT 1 FROM pg_class WHERE relname = 'two'"));
      assertEquals(List.of(), rows("SELECT 1 FROM ignition_migrations"));
    }
  }

  /** A lock that is held, but where sessions of migrations do not see it. */
  private static HeldLock ofAnotherServer(HeldLock real) {
    return new HeldLock() {
      @Override
      public void require() {
        real.require();
      }

      @Override
      public String proof() {
        return "l.pid = 0";
      }

      @Override
      public void close() {
        real.close();
      }
    };
  }

  @Test
  void letsAFileLookAtTheHistoryAndCareForIt() throws Exception {
    Folder folder =
        Folder.of(
            "1_one.sql",
            "REASSIGN OWNED BY CURRENT_USER TO CURRENT_USER; ANALYZE;",
            "2_two.sql",
            "CREATE TABLE two AS SELECT * FROM ignition_migrations; ANALYZE; GRANT SELECT ON ALL"
                + " TABLES IN SCHEMA public TO PUBLIC; REASSIGN OWNED BY CURRENT_USER TO"
                + " CURRENT_USER; LOCK ignition_migrations IN ACCESS EXCLUSIVE MODE;");
    try (HeldLock lock = lock()) {
      new FlywayEngine(database, Bench.QUICK, () -> 0.5)
          .apply(folder.pending(0, 2), "octocat", recorder, lock, new Silent());
    }
    assertEquals(List.of("2"), rows("SELECT max(version) FROM schema_migrations"));
  }
}
