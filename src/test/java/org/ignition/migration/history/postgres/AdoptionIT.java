package org.ignition.migration.history.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.migration.Layout;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.history.Folders;
import org.ignition.migration.history.HistorySource;
import org.ignition.migration.history.MigrationRecorder;
import org.ignition.migration.history.Recognition;
import org.ignition.migration.history.VersionTable;
import org.ignition.migration.history.VersionTableUse;
import org.ignition.testing.MemoryTree;
import org.ignition.testing.RealProgram;
import org.ignition.testing.RealTool;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases as other tools and hands left them, recognised and gone on from. */
class AdoptionIT {

  private final MigrationSet set = Folders.seed(14, 18);

  @TempDir private Path folder;

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

  private static <S extends HistorySource> S source(Class<S> type, Recognition recognition) {
    return assertInstanceOf(type, recognition.source());
  }

  /** Flyway's own table of what was adopted, which its engine writes in the same transaction. */
  private static void flywayHolds(Site site, String... versions) throws Exception {
    site.run(
        "CREATE TABLE IF NOT EXISTS flyway_schema_history (installed_rank int PRIMARY KEY,"
            + " version varchar(50), description varchar(200) NOT NULL, type varchar(20) NOT NULL,"
            + " script varchar(1000) NOT NULL, checksum int, installed_by varchar(100) NOT NULL,"
            + " installed_on timestamp NOT NULL DEFAULT now(), execution_time int NOT NULL,"
            + " success boolean NOT NULL)");
    for (String version : versions) {
      site.run(
          "INSERT INTO flyway_schema_history SELECT COALESCE(max(installed_rank), 0) + 1, '"
              + version
              + "', 'step', 'SQL', '"
              + version
              + "_step.sql', 1, 'x', now(), 1, true FROM flyway_schema_history");
    }
  }

  private static void psql(Site site, Path... files) throws Exception {
    String url = site.url();
    for (Path file : files) {
      RealProgram.output(
          RealTool.require("psql"), "-X", "-v", "ON_ERROR_STOP=1", "-f", file.toString(), url);
    }
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  @Nested
  class ByHand {

    @ParameterizedTest
    @CsvSource({"text, 0016", "text, 16", "integer, 16", "bigint, 16", "varchar(20), 0016"})
    void keepsRowsAsThePeopleDid(String type, String next) throws Exception {
      boolean padded = next.startsWith("0");
      String rows = padded ? "('0014'), ('0015')" : "(14), (15)";
      try (Site site = Site.on(17)) {
        psql(
            site,
            file(
                "0000.sql",
                "CREATE TABLE schema_migrations (version "
                    + type
                    + " PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now());"),
            file("0014_step.sql", "CREATE TABLE t14 (id int);"),
            file("0015_step.sql", "CREATE TABLE t15 (id int);"),
            file("rows.sql", "INSERT INTO schema_migrations (version) VALUES " + rows + ";"));

        Recognition recognition = site.recognised(set, "");
        assertEquals(List.of("0014 table", "0015 table"), applied(recognition));
        assertEquals(2, source(HistorySource.VersionRows.class, recognition).rows());

        MigrationRecorder recorder = site.adopted(set, "");
        flywayHolds(site, "0014", "0015", "0016");
        site.applied(recorder, set, 2);
        assertEquals(
            List.of(next),
            site.rows("SELECT version FROM schema_migrations ORDER BY applied_at DESC LIMIT 1"));
        assertEquals(
            List.of("0014 table", "0015 table", "0016 ignition"),
            applied(site.recognised(set, "")));

        site.undone(recorder, set, 2);
        assertEquals(List.of("2"), site.rows("SELECT count(*) FROM schema_migrations"));
      }
    }

    @Test
    void keepsATableThatNumbersItsRowsItself() throws Exception {
      try (Site site = Site.on(17)) {
        site.run(
            "CREATE TABLE schema_migrations"
                + " (version int GENERATED ALWAYS AS IDENTITY (START 14), name text)",
            "INSERT INTO schema_migrations (name) VALUES ('fourteen'), ('fifteen')");

        MigrationRecorder recorder = site.adopted(set, "");
        site.applied(recorder, set, 2);
        assertEquals(
            List.of("14|fourteen", "15|fifteen", "16|null"),
            site.rows("SELECT * FROM schema_migrations ORDER BY 1"));
        site.undone(recorder, set, 2);
        assertEquals(Optional.of("15"), site.schemaVersion());
      }
    }

    @Test
    void leavesTheRowThatAFileWroteItself() throws Exception {
      try (Site site = Site.on(17)) {
        site.run(
            "CREATE TABLE schema_migrations (version text)",
            "INSERT INTO schema_migrations VALUES ('0014')");
        MigrationRecorder recorder = site.adopted(set, "");

        site.run("INSERT INTO schema_migrations VALUES ('15')");
        site.applied(recorder, set, 1);
        assertEquals(
            List.of("0014", "15"), site.rows("SELECT * FROM schema_migrations ORDER BY 1"));

        site.run("DELETE FROM schema_migrations WHERE version = '15'");
        site.undone(recorder, set, 1);
        assertEquals(List.of("0014"), site.rows("SELECT * FROM schema_migrations"));
      }
    }

    @Test
    void refusesAForgottenRow() throws Exception {
      try (Site site = Site.on(17)) {
        site.run(
            "CREATE TABLE schema_migrations (version int)",
            "INSERT INTO schema_migrations VALUES (14), (16)");

        assertEquals(ErrorCode.HISTORY_UNRECOGNISED, refused(site.recognised(set, "")));
        site.adopted(set, "16");
        flywayHolds(site, "0014", "0015", "0016");

        assertEquals(
            List.of("14", "15", "16"), site.rows("SELECT * FROM schema_migrations ORDER BY 1"));
        assertEquals(3, applied(site.recognised(set, "")).size());
      }
    }

    @Test
    void refusesARowWithoutAVersion() throws Exception {
      try (Site site = Site.on(17)) {
        site.run(
            "CREATE TABLE schema_migrations (version text)",
            "INSERT INTO schema_migrations VALUES ('0014'), (NULL)");

        assertEquals(ErrorCode.HISTORY_DISAGREES, refused(site.recognised(set, "")));
      }
    }

    @Test
    void refusesTablesWithoutHistoryUntilABaselineIsSaid() throws Exception {
      try (Site site = Site.on(18)) {
        psql(site, file("0014_step.sql", "CREATE TABLE t14 (id int); CREATE TABLE t15 (id int);"));

        Recognition recognition = site.recognised(set, "");
        assertEquals(ErrorCode.HISTORY_UNRECOGNISED, refused(recognition));
        assertEquals(
            List.of("public.t14", "public.t15"),
            source(HistorySource.Untold.class, recognition).some());

        site.adopted(set, "15");
        flywayHolds(site, "0014", "0015");
        assertEquals(List.of("0014 baseline", "0015 baseline"), applied(site.recognised(set, "")));
        assertEquals(Optional.of("15"), site.schemaVersion());
        assertEquals(
            List.of("unknown"), site.rows("SELECT DISTINCT classification FROM schema_migrations"));
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "CREATE TABLE schema_migrations (id int)",
          "CREATE TABLE schema_migrations (version jsonb)",
          "CREATE TABLE schema_migrations (version text, author text NOT NULL)",
          "CREATE TABLE schema_migrations (name text, version int GENERATED ALWAYS AS"
              + " (length(name)) STORED)",
          "CREATE VIEW schema_migrations AS SELECT 1 AS version",
          "CREATE TABLE schema_migrations (version text); REVOKE ALL ON schema_migrations FROM"
              + " CURRENT_USER",
          "CREATE TABLE schema_migrations (version bigint, dirty boolean);"
              + " INSERT INTO schema_migrations VALUES (14, false), (15, false)"
        })
    void leavesAloneWhatItCannotKeep(String made) throws Exception {
      try (Site site = Site.on(17)) {
        site.run(made);

        assertInstanceOf(VersionTable.Unusable.class, site.facts().versionTable());
        assertEquals(ErrorCode.HISTORY_UNRECOGNISED, refused(site.recognised(set, "")));
        MigrationRecorder recorder = site.adopted(set, "none");
        site.applied(recorder, set, 0);
      }
    }

    @ParameterizedTest
    @CsvSource({
      "int GENERATED ALWAYS AS IDENTITY, 14",
      "'int GENERATED ALWAYS AS (length(name)) STORED', null"
    })
    void tellsATableThatAMigrationMakesItsNumberWhereItTakesOne(String version, String newest)
        throws Exception {
      String made = "CREATE TABLE schema_migrations (name text, version " + version + ")";
      MigrationSet making =
          Folders.read(new MemoryTree().file("db/0014_a.sql", made + ";"), Layout.SEED);
      try (Site site = Site.on(17)) {
        MigrationRecorder recorder = site.adopted(making, "");
        site.run(made);
        site.applied(recorder, making, 0);
        assertEquals(List.of(newest), site.rows("SELECT MAX(version) FROM schema_migrations"));
      }
    }

    @ParameterizedTest
    @CsvSource({"text, 0014", "integer, 14"})
    void keepsATableThatAMigrationMakes(String type, String first) throws Exception {
      MigrationSet making =
          Folders.read(
              new MemoryTree()
                  .file("db/0014_a.sql", "CREATE TABLE schema_migrations (version " + type + ");")
                  .file("db/0015_b.sql", "INSERT INTO schema_migrations VALUES ('15');"),
              Layout.SEED);
      assertEquals(VersionTableUse.USED, VersionTableUse.of(making));
      try (Site site = Site.on(17)) {
        MigrationRecorder recorder = site.adopted(making, "");
        site.run("CREATE TABLE schema_migrations (version " + type + ")");
        site.applied(recorder, making, 0);
        site.run("INSERT INTO schema_migrations VALUES ('15')");
        site.applied(recorder, making, 1);
        flywayHolds(site, "0014", "0015");

        assertEquals(
            List.of(first, "15"), site.rows("SELECT version FROM schema_migrations ORDER BY 1"));
        assertEquals(2, applied(site.recognised(making, "")).size());

        site.undone(recorder, making, 1);
        assertEquals(List.of(first), site.rows("SELECT version FROM schema_migrations"));
        site.run("DROP TABLE schema_migrations");
        site.undone(recorder, making, 0);
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"version int", "version bigint, dirty bool"})
    void findsItsOrdinalsAgainInATableOfIntegers(String columns) throws Exception {
      MigrationSet dotted =
          Folders.read(
              new MemoryTree()
                  .file("db/V1.0__a.sql", "SELECT 1;")
                  .file("db/V1.1__b.sql", "SELECT 1;")
                  .file("db/V1.2__c.sql", "SELECT 1;"),
              Layout.FLYWAY);
      try (Site site = Site.on(17)) {
        site.run("CREATE TABLE schema_migrations (" + columns + ")");
        site.applied(site.adopted(dotted, "none"), dotted, 0, 1);
        flywayHolds(site, "1.0", "1.1");
        assertEquals(List.of("1.0 ignition", "1.1 ignition"), applied(site.recognised(dotted, "")));

        site.undone(site.adopted(dotted, ""), dotted, 1);
        site.run("DELETE FROM flyway_schema_history WHERE version = '1.1'");

        assertEquals(List.of("1"), site.rows("SELECT version FROM schema_migrations"));
        assertEquals(List.of("1.0 ignition"), applied(site.recognised(dotted, "")));
      }
    }

    @ParameterizedTest
    @CsvSource({"version text, 15", "version integer, 15", "'version int, dirty bool', 15"})
    void letsALaterRunUndoTheMigrationThatMadeTheTable(String columns, String newest)
        throws Exception {
      MigrationSet making =
          Folders.read(
              new MemoryTree()
                  .file("db/0014_a.sql", "CREATE TABLE schema_migrations (" + columns + ");")
                  .file("db/0014_a.down.sql", "DROP TABLE schema_migrations;")
                  .file("db/0015_b.sql", "SELECT 1;"),
              Layout.SEED);
      try (Site site = Site.on(17)) {
        MigrationRecorder first = site.adopted(making, "");
        site.run("CREATE TABLE schema_migrations (" + columns + ")");
        site.applied(first, making, 0);
        flywayHolds(site, "0014");

        MigrationRecorder later = site.adopted(making, "");
        site.applied(later, making, 1);
        assertTrue(
            site.rows("SELECT MAX(version) FROM schema_migrations").getFirst().endsWith(newest));
        site.undone(later, making, 1);
        site.run("DROP TABLE schema_migrations");
        site.undone(later, making, 0);

        assertInstanceOf(VersionTable.Free.class, site.facts().versionTable());
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"version text", "version int", "version int, dirty bool"})
    void fillsATableThatALaterMigrationMakesInPlaceOfTheView(String columns) throws Exception {
      try (Site site = Site.on(17)) {
        site.applied(site.adopted(set, ""), set, 0, 1);
        flywayHolds(site, "0014", "0015", "0016");
        MigrationRecorder recorder =
            new PostgresHistory().recorder(site.facts(), VersionTableUse.USED);
        site.run("DROP VIEW schema_migrations", "CREATE TABLE schema_migrations (" + columns + ")");

        site.applied(recorder, set, 2);

        assertEquals(3, applied(site.recognised(set, "")).size());
      }
    }

    @Test
    void followsTheZerosOfRowsThatAMigrationWrote() throws Exception {
      MigrationSet making =
          Folders.read(
              new MemoryTree()
                  .file(
                      "db/0014_a.sql",
                      "CREATE TABLE schema_migrations (version text);"
                          + " INSERT INTO schema_migrations VALUES ('14');")
                  .file("db/0015_b.sql", "SELECT 1;"),
              Layout.SEED);
      try (Site site = Site.on(17)) {
        MigrationRecorder first = site.adopted(making, "");
        site.run(
            "CREATE TABLE schema_migrations (version text)",
            "INSERT INTO schema_migrations VALUES ('14')");
        site.applied(first, making, 0);
        flywayHolds(site, "0014");

        site.applied(site.adopted(making, ""), making, 1);

        assertEquals(List.of("14", "15"), site.rows("SELECT * FROM schema_migrations ORDER BY 1"));
      }
    }

    @Test
    void keepsATableOfOneRowThatAMigrationMakes() throws Exception {
      MigrationSet making =
          Folders.read(
              new MemoryTree()
                  .file("db/0014_a.sql", "CREATE TABLE schema_migrations (version int, dirty bool)")
                  .file("db/0015_b.sql", "SELECT 1;"),
              Layout.SEED);
      try (Site site = Site.on(17)) {
        MigrationRecorder recorder = site.adopted(making, "");
        site.run("CREATE TABLE schema_migrations (version int, dirty bool)");
        site.applied(recorder, making, 0, 1);

        assertEquals(List.of("15|f"), site.rows("SELECT * FROM schema_migrations"));
      }
    }
  }

  /**
   * golang-migrate's table by the very statements of its {@code database/postgres/postgres.go}
   * ({@code ensureVersionTable}, {@code SetVersion}).
   */
  @Nested
  class FromGolangMigrate {

    private Site site(String row) throws Exception {
      Site site = Site.on(17);
      return site.run(
          "CREATE TABLE IF NOT EXISTS \"public\".\"schema_migrations\" (version bigint not null"
              + " primary key, dirty boolean not null)",
          "TRUNCATE \"public\".\"schema_migrations\"",
          row.isEmpty()
              ? "SELECT 1"
              : "INSERT INTO \"public\".\"schema_migrations\" (version, dirty) VALUES " + row);
    }

    @Test
    void keepsItsOneRow() throws Exception {
      try (Site site = site("(15, false)")) {
        assertEquals(
            List.of("0014 golang-migrate", "0015 golang-migrate"),
            applied(site.recognised(set, "")));
        MigrationRecorder recorder = site.adopted(set, "");
        flywayHolds(site, "0014", "0015", "0016");

        site.applied(recorder, set, 2);
        assertEquals(List.of("16|f"), site.rows("SELECT * FROM schema_migrations"));
        assertEquals(3, applied(site.recognised(set, "")).size());
        site.undone(recorder, set, 2);
        assertEquals(List.of("15|f"), site.rows("SELECT * FROM schema_migrations"));
        site.undone(recorder, set, 1);
        site.undone(recorder, set, 0);
        assertEquals(List.of(), site.rows("SELECT * FROM schema_migrations"));
      }
    }

    @Test
    void refusesADirtyOneUntilABaselineIsSaid() throws Exception {
      try (Site site = site("(15, true)")) {
        assertEquals(ErrorCode.HISTORY_UNFINISHED, refused(site.recognised(set, "")));

        site.adopted(set, "14");

        assertEquals(List.of("14|f"), site.rows("SELECT * FROM schema_migrations"));
      }
    }

    @Test
    void startsFromTheFirstWithoutARow() throws Exception {
      try (Site site = site("")) {
        assertEquals(List.of(), applied(site.recognised(set, "")));
        site.applied(site.adopted(set, ""), set, 0);
        assertEquals(List.of("14|f"), site.rows("SELECT * FROM schema_migrations"));
      }
    }
  }

  /** sqlx's table by the statement of its {@code sqlx-postgres/src/migrate.rs}. */
  @Nested
  class FromSqlx {

    private Site site() throws Exception {
      return Site.on(17)
          .run(
              """
              CREATE TABLE IF NOT EXISTS _sqlx_migrations (
                  version BIGINT PRIMARY KEY,
                  description TEXT NOT NULL,
                  installed_on TIMESTAMPTZ NOT NULL DEFAULT now(),
                  success BOOLEAN NOT NULL,
                  checksum BYTEA NOT NULL,
                  execution_time BIGINT NOT NULL
              )\
              """,
              "INSERT INTO _sqlx_migrations (version, description, success, checksum,"
                  + " execution_time) VALUES (14, 'step', true, '\\x00', 1),"
                  + " (15, 'step', true, '\\x00', 1)");
    }

    @Test
    void adoptsItsRows() throws Exception {
      try (Site site = site()) {
        assertEquals(List.of("0014 sqlx", "0015 sqlx"), applied(site.recognised(set, "")));
        site.applied(site.adopted(set, ""), set, 2);
        flywayHolds(site, "0014", "0015", "0016");

        assertEquals(Optional.of("16"), site.schemaVersion());
        assertEquals(3, applied(site.recognised(set, "")).size());
      }
    }

    @Test
    void refusesARowThatFailed() throws Exception {
      try (Site site =
          site().run("UPDATE _sqlx_migrations SET success = false WHERE version = 15")) {
        assertEquals(ErrorCode.HISTORY_UNFINISHED, refused(site.recognised(set, "")));
      }
    }
  }

  @Nested
  class FromDbmate {

    @Test
    void goesOnWithItsTable() throws Exception {
      Path dbmate = RealTool.require("dbmate");
      MemoryTree tree = new MemoryTree();
      Path migrations = Files.createDirectories(folder.resolve("db"));
      for (String version : List.of("20260101000000", "20260102000000", "20260103000000")) {
        String text =
            "-- migrate:up\nCREATE TABLE t"
                + version
                + " (id int);\n-- migrate:down\nDROP TABLE t"
                + version
                + ";\n";
        tree.file("db/" + version + "_step.sql", text);
        if (!version.equals("20260103000000")) {
          Files.writeString(migrations.resolve(version + "_step.sql"), text);
        }
      }
      MigrationSet dbmates = Folders.read(tree, Layout.DBMATE);
      try (Site site = Site.on(18)) {
        String url = site.url();
        RealProgram.output(
            dbmate,
            "--url",
            url,
            "--migrations-dir",
            migrations.toString(),
            "--no-dump-schema",
            "up");

        assertEquals(
            List.of("20260101000000 table", "20260102000000 table"),
            applied(site.recognised(dbmates, "")));
        MigrationRecorder recorder = site.adopted(dbmates, "");
        site.run("CREATE TABLE t20260103000000 (id int)");
        site.applied(recorder, dbmates, 2);
        Files.writeString(
            migrations.resolve("20260103000000_step.sql"),
            "-- migrate:up\nCREATE TABLE t20260103000000 (id int);\n-- migrate:down\n");

        String status =
            RealProgram.output(
                dbmate, "--url", url, "--migrations-dir", migrations.toString(), "status");
        assertTrue(status.contains("Applied: 3") && status.contains("Pending: 0"), status);
      }
    }
  }

  @Nested
  class FromFlyway {

    private void migrate(Site site, String... baseline) throws Exception {
      String url = site.url();
      String[] parts = url.substring("postgres://".length()).split("[:@/?]", -1);
      Flyway flyway =
          Flyway.configure()
              .dataSource(
                  "jdbc:postgresql://" + parts[2] + ":" + parts[3] + "/" + parts[4],
                  parts[0],
                  parts[1])
              .locations("filesystem:" + folder)
              .baselineVersion(baseline.length == 0 ? "1" : baseline[0])
              .load();
      if (baseline.length > 0) {
        flyway.baseline();
      }
      flyway.migrate();
    }

    private MigrationSet files(String... versions) throws Exception {
      MemoryTree tree = new MemoryTree();
      for (String version : versions) {
        String text = "CREATE TABLE t" + version.replace('.', '_') + " (id int);\n";
        tree.file("db/V" + version + "__step.sql", text);
        Files.writeString(folder.resolve("V" + version + "__step.sql"), text);
      }
      return Folders.read(tree, Layout.FLYWAY);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18})
    void adoptsItsHistory(int majorVersion) throws Exception {
      MigrationSet flyways = files("0001", "1.2", "1_3", "10");
      try (Site site = Site.on(majorVersion)) {
        migrate(site);

        Recognition recognition = site.recognised(flyways, "");

        assertEquals(
            List.of("0001 flyway", "1.2 flyway", "1_3 flyway", "10 flyway"), applied(recognition));
        assertEquals(4, source(HistorySource.FlywayAlone.class, recognition).applied());
        site.adopted(flyways, "");
        assertEquals(Optional.of("4"), site.schemaVersion());
        Recognition again = site.recognised(flyways, "");
        assertEquals(List.of(), ((Recognition.Told) again).unrecorded());
        assertInstanceOf(HistorySource.Ours.class, again.source());
      }
    }

    @Test
    void adoptsItsBaseline() throws Exception {
      MigrationSet flyways = files("1", "2", "3");
      try (Site site = Site.on(17)) {
        site.run("CREATE TABLE old (id int)");
        migrate(site, "2");

        assertEquals(
            List.of("1 flyway", "2 flyway", "3 flyway"), applied(site.recognised(flyways, "")));
      }
    }

    @Test
    void saysWhereItIsWhenItLiesInAnotherSchema() throws Exception {
      MigrationSet flyways = files("1", "2");
      try (Site site = Site.on(17)) {
        migrate(site);
        site.run("CREATE SCHEMA shop", "ALTER TABLE flyway_schema_history SET SCHEMA shop");

        Recognition recognition = site.recognised(flyways, "");

        assertEquals(ErrorCode.HISTORY_UNRECOGNISED, refused(recognition));
        Problem problem = ((Recognition.Refused) recognition).problem();
        assertTrue(problem.what().contains("shop.flyway_schema_history"), problem::toString);
        assertTrue(
            problem.advice().startsWith("If these migrations were applied in the schema shop"),
            problem::toString);
      }
    }

    @Test
    void followsItWhenItGoesOnBesideUs() throws Exception {
      MigrationSet first = files("1", "2");
      try (Site site = Site.on(17)) {
        migrate(site);
        site.adopted(first, "");
        MigrationSet more = files("1", "2", "3");
        flywayHolds(site, "3");

        assertEquals(
            List.of("1 flyway", "2 flyway", "3 flyway"), applied(site.recognised(more, "")));
        site.adopted(more, "");
        assertEquals(Optional.of("3"), site.schemaVersion());
      }
    }
  }
}
