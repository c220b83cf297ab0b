package org.ignition.migration.history.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PolicyException;
import org.ignition.image.CommitSha;
import org.ignition.image.ReleaseVersion;
import org.ignition.migration.Assessment;
import org.ignition.migration.Classification;
import org.ignition.migration.DeploymentOrder;
import org.ignition.migration.Layout;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.Reversibility;
import org.ignition.migration.Verdict;
import org.ignition.migration.history.AppliedBy;
import org.ignition.migration.history.Folders;
import org.ignition.migration.history.ForeignHistory;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.history.HistoryEvent.Kind;
import org.ignition.migration.history.HistoryFacts;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.MigrationRecorder;
import org.ignition.migration.history.Origin;
import org.ignition.migration.history.Recognition;
import org.ignition.migration.history.VersionTable;
import org.ignition.migration.history.VersionTableUse;
import org.ignition.testing.MemoryTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our tables on a real server: what is in them, and what migrations do to them. */
class PostgresHistoryIT {

  private static final PostgresHistory TABLES = new PostgresHistory();
  private static final AppliedBy ANN =
      new AppliedBy(
          Optional.of(new CommitSha("0123456789".repeat(4))),
          Optional.of(ReleaseVersion.parse("v1.2.3")),
          "ann",
          "https://example.org/runs/1");

  private final MigrationSet set = Folders.seed(14, 18);

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void tellsWhatWasApplied(int majorVersion) throws Exception {
    try (Site site = Site.on(majorVersion)) {
      MigrationRecorder recorder = site.adopted(set, "").onBehalfOf(ANN, Optional.of("b1"));
      MigrationRecord record = assessed(Site.record(set, 0));
      recorder.applied(site.session(), record, Duration.ofMillis(1234));

      HistoryEvent event = site.factsWithDowns().events().orElseThrow().getFirst();

      assertEquals(
          new HistoryEvent(
              1,
              Kind.APPLIED,
              record,
              ANN,
              event.at(),
              Duration.ofMillis(1234),
              Optional.of("b1"),
              Origin.IGNITION,
              ""),
          event);
      assertTrue(Duration.between(event.at(), Instant.now()).abs().toMinutes() < 5);
    }
  }

  private static MigrationRecord assessed(MigrationRecord record) {
    return new MigrationRecord(
        record.sequence(),
        record.version(),
        record.name(),
        record.file(),
        record.upChecksum(),
        record.down(),
        new Assessment(
            Classification.ADDITIVE,
            DeploymentOrder.EXPAND,
            Verdict.YES,
            Reversibility.EXACT,
            true));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void answersTheApplicationsQuestion(int majorVersion) throws Exception {
    try (Site site = Site.on(majorVersion)) {
      MigrationRecorder recorder = site.adopted(set, "").onBehalfOf(ANN, Optional.empty());
      assertEquals(Optional.empty(), site.schemaVersion());

      site.applied(recorder, set, 0, 1, 2);

      assertEquals(Optional.of("16"), site.schemaVersion());
      assertEquals(
          List.of("bigint"), site.rows("SELECT pg_typeof(max(version)) FROM schema_migrations"));
      assertEquals(
          List.of("16|step|v1.2.3|unknown", "15|step|v1.2.3|unknown"),
          site.rows(
              "SELECT version, name, release, classification FROM schema_migrations"
                  + " ORDER BY version DESC LIMIT 2"));
      site.undone(recorder, set, 2);
      assertEquals(Optional.of("15"), site.schemaVersion());
      assertEquals(List.of("4"), site.rows("SELECT count(*) FROM ignition_migrations"));
      site.applied(recorder, set, 2);
      assertEquals(Optional.of("16"), site.schemaVersion());
    }
  }

  @Test
  void countsWhatIsBeingUndoneUntilItIsUndone() throws Exception {
    try (Site site = Site.on(17)) {
      MigrationRecorder recorder = site.adopted(set, "");
      site.applied(recorder, set, 0);
      recorder.begun(site.session(), Kind.BEGUN, Site.record(set, 1));
      assertEquals(Optional.of("14"), site.schemaVersion());
      recorder.failed(
          site.session(), Kind.FAILED, Site.record(set, 1), Duration.ofMillis(3), "statement 2");
      assertEquals(Optional.of("14"), site.schemaVersion());
      recorder.begun(site.session(), Kind.UNDO_BEGUN, Site.record(set, 0));
      assertEquals(Optional.of("14"), site.schemaVersion());

      List<HistoryEvent> events = site.facts().events().orElseThrow();
      assertEquals(
          List.of(Kind.APPLIED, Kind.BEGUN, Kind.FAILED, Kind.UNDO_BEGUN),
          events.stream().map(HistoryEvent::kind).toList());
      assertEquals("statement 2", events.get(2).remark());
    }
  }

  @Test
  void letsTheApplicationsRoleReadTheVersion() throws Exception {
    try (Site site = Site.on(17)) {
      site.applied(site.adopted(set, ""), set, 0);
      site.run("CREATE ROLE reader", "GRANT USAGE ON SCHEMA public TO reader");
      try {
        site.run("SET ROLE reader");
        assertEquals(Optional.of("14"), site.schemaVersion());
        assertThrows(SQLException.class, () -> site.rows("SELECT * FROM ignition_migrations"));
      } finally {
        site.run("RESET ROLE", "REVOKE ALL ON SCHEMA public FROM reader", "DROP ROLE reader");
      }
    }
  }

  @Test
  void createsNothingTwice() throws Exception {
    try (Site site = Site.on(17)) {
      HistoryFacts before = site.facts();
      assertInstanceOf(VersionTable.Free.class, before.versionTable());
      TABLES.create(site.session(), before, VersionTableUse.UNUSED);
      HistoryFacts after = site.facts();
      assertInstanceOf(VersionTable.View.class, after.versionTable());
      assertEquals(Optional.of(List.of()), after.events());
      TABLES.create(site.session(), after, VersionTableUse.UNUSED);

      assertEquals(0, after.userTables(), "our own tables are nobody's");
      assertEquals(List.of(), after.foreign());
      assertEquals(
          List.of("24"),
          site.rows(
              "SELECT count(*) FROM pg_description WHERE objoid = 'ignition_migrations'::regclass"),
          "the table and each column but the key have a comment");
    }
  }

  @Test
  void createsAllOrNothing() throws Exception {
    try (Site site = Site.on(17)) {
      HistoryFacts facts = site.facts();
      site.run("CREATE TABLE schema_migrations (version int)");

      assertThrows(
          SQLException.class, () -> TABLES.create(site.session(), facts, VersionTableUse.UNUSED));
      assertEquals(List.of("null"), site.rows("SELECT to_regclass('ignition_migrations')"));
    }
  }

  @Test
  void saysWhatTheRoleLacks() throws Exception {
    try (Site site = Site.on(17)) {
      site.runAsAdministrator("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
      site.run("CREATE ROLE weak", "SET ROLE weak");
      try {
        HistoryFacts facts = site.facts();
        PolicyException refused =
            assertThrows(
                PolicyException.class,
                () -> TABLES.create(site.session(), facts, VersionTableUse.UNUSED));
        assertEquals(ErrorCode.HISTORY_UNWRITABLE, refused.code());
      } finally {
        site.run("RESET ROLE", "DROP ROLE weak");
      }
    }
  }

  @Test
  void worksInASchemaWithAHostileName() throws Exception {
    String schema = "we\"ird'; DROP TABLE x; -- $ignition$ é";
    try (Site site = Site.on(17)) {
      String quoted = Sql.name(schema);
      site.run("CREATE SCHEMA " + quoted, "SET search_path = " + quoted);
      MigrationRecorder recorder = site.adopted(set, "");
      assertEquals(schema, site.facts().schema());

      site.run("SET search_path = pg_temp");
      site.applied(recorder, set, 0);
      site.run("SET search_path = " + quoted);

      assertEquals(Optional.of("14"), site.schemaVersion());
    }
  }

  @Test
  void saysThatNoSchemaIsSelected() throws Exception {
    try (Site site = Site.on(17)) {
      site.run("SET search_path = nowhere");

      assertEquals(
          ErrorCode.HISTORY_UNWRITABLE, assertThrows(PolicyException.class, site::facts).code());
    }
  }

  @Test
  void writesWhateverSettingsAMigrationLeft() throws Exception {
    try (Site site = Site.on(17)) {
      MigrationRecorder recorder = site.adopted(set, "").onBehalfOf(hostile(), Optional.empty());
      site.run("CREATE ROLE nobody_special");
      try (Connection migrating = site.another()) {
        migrating.setAutoCommit(false);
        for (String setting :
            List.of(
                "SET search_path = ''",
                "SET standard_conforming_strings = off",
                "SET backslash_quote = off",
                "SET DateStyle = 'ISO, DMY'",
                "SET TimeZone = 'Asia/Kathmandu'",
                "SET IntervalStyle = 'sql_standard'",
                "SET lock_timeout = '5s'",
                "SET ROLE nobody_special")) {
          Site.execute(migrating, setting);
        }
        recorder.applied(migrating, Site.record(set, 0), Duration.ofMillis(1));
        recorder.failed(migrating, Kind.FAILED, Site.record(set, 1), Duration.ZERO, HOSTILE);
        migrating.commit();
      } finally {
        site.run("DROP ROLE nobody_special");
      }

      List<HistoryEvent> events = site.facts().events().orElseThrow();
      assertEquals(hostile(), events.getFirst().by());
      assertEquals(HOSTILE.replace('\0', '\ufffd'), events.get(1).remark());
    }
  }

  private static final String HOSTILE = "a'b''c\\'d\\\\ $$ {call x} ? :y\n%s \0  \ud83d\ude80";

  private static AppliedBy hostile() {
    return new AppliedBy(Optional.empty(), Optional.empty(), "o'hara\\", "https://x/?a='&b=\\'");
  }

  @Test
  void readsTheSameWhateverSettingsTheDatabaseHas() throws Exception {
    try (Site site = Site.on(18)) {
      MigrationRecorder recorder = site.adopted(set, "");
      site.applied(recorder, set, 0);
      Instant at = site.facts().events().orElseThrow().getFirst().at();

      site.run("SET DateStyle = 'ISO, DMY'", "SET TimeZone = 'Asia/Kathmandu'");

      assertEquals(at, site.facts().events().orElseThrow().getFirst().at());
    }
  }

  @Test
  void rollsBackWithTheMigration() throws Exception {
    try (Site site = Site.on(17);
        Connection migrating = site.another()) {
      MigrationRecorder recorder = site.adopted(set, "");
      migrating.setAutoCommit(false);
      recorder.applied(migrating, Site.record(set, 0), Duration.ofMillis(1));
      migrating.rollback();

      assertEquals(Optional.empty(), site.schemaVersion());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE ignition_migrations CASCADE",
        "ALTER TABLE ignition_migrations RENAME TO mine",
        "DROP VIEW schema_migrations; ALTER TABLE ignition_migrations DROP COLUMN remark",
        "ALTER TABLE ignition_migrations ALTER COLUMN remark TYPE int USING 0",
        "ALTER TABLE ignition_migrations ADD CONSTRAINT no CHECK (sequence < 0)",
        "DROP SCHEMA public CASCADE",
        "SET TRANSACTION READ ONLY",
        "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'no'; END$$;"
            + " CREATE TRIGGER no BEFORE INSERT ON ignition_migrations EXECUTE FUNCTION no()"
      })
  void recognisesAMigrationThatTurnsAgainstOurTables(String attack) throws Exception {
    try (Site site = Site.on(17);
        Connection migrating = site.another()) {
      site.runAsAdministrator(
          "ALTER SCHEMA public OWNER TO "
              + site.rows("SELECT quote_ident(current_user)").getFirst());
      MigrationRecorder recorder = site.adopted(set, "");
      migrating.setAutoCommit(false);
      Site.execute(migrating, attack);

      PolicyException refused =
          assertThrows(
              PolicyException.class,
              () -> recorder.applied(migrating, Site.record(set, 0), Duration.ZERO));
      migrating.rollback();

      assertEquals(ErrorCode.HISTORY_UNWRITABLE, refused.code());
      assertEquals(Optional.empty(), site.schemaVersion());
    }
  }

  @Test
  void recordsAgainWhatWasRolledBack() throws Exception {
    try (Site site = Site.on(17);
        Connection migrating = site.another()) {
      MigrationRecorder recorder = site.adopted(set, "");
      migrating.setAutoCommit(false);
      for (int attempt = 0; attempt < 2; attempt++) {
        recorder.applied(migrating, Site.record(set, 0), Duration.ZERO);
        migrating.rollback();
      }
      recorder.applied(migrating, Site.record(set, 0), Duration.ZERO);
      migrating.commit();
      Site.execute(migrating, "TRUNCATE ignition_migrations");
      assertThrows(
          PolicyException.class,
          () -> recorder.applied(migrating, Site.record(set, 1), Duration.ZERO));
    }
  }

  @Test
  void leavesALostConnectionToOthersToExplain() throws Exception {
    try (Site site = Site.on(17);
        Connection migrating = site.another()) {
      MigrationRecorder recorder = site.adopted(set, "");
      assertThrows(
          SQLException.class,
          () -> Site.execute(migrating, "SELECT pg_terminate_backend(pg_backend_pid())"));

      assertThrows(
          SQLException.class,
          () -> recorder.applied(migrating, Site.record(set, 0), Duration.ZERO));
    }
  }

  @Test
  void fetchesDownsOnlyWhereTheyMayRun() throws Exception {
    try (Site site = Site.on(17)) {
      site.applied(site.adopted(set, ""), set, 0, 1);

      List<HistoryEvent> events = TABLES.read(site.session(), 14).events().orElseThrow();

      assertEquals(Optional.empty(), events.getFirst().migration().down().orElseThrow().text());
      assertEquals(
          Optional.of("DROP TABLE t15;\n"),
          events.getLast().migration().down().orElseThrow().text());
      assertTrue(events.getFirst().migration().down().orElseThrow().transactional());
    }
  }

  @Test
  void keepsTheDownWithTheNewestRow() throws Exception {
    try (Site site = Site.on(17)) {
      MigrationRecorder recorder = site.adopted(set, "");
      site.applied(recorder, set, 0, 1);
      List<HistoryEvent> read = site.facts().events().orElseThrow();
      assertEquals(Optional.empty(), read.getFirst().migration().down().orElseThrow().text());

      recorder.stated(site.session(), read);

      List<HistoryEvent> events = site.factsWithDowns().events().orElseThrow();
      assertEquals(4, events.size());
      assertEquals(events.getFirst().migration(), events.get(2).migration());
      assertEquals(events.getFirst().at(), events.get(2).at(), "as it was said");
      assertEquals(
          Optional.of("DROP TABLE t15;\n"),
          events.getLast().migration().down().orElseThrow().text());
    }
  }

  @Test
  void saysThatTheRoleMayNotRead() throws Exception {
    try (Site site = Site.on(17)) {
      site.adopted(set, "");
      site.run("CREATE ROLE blind", "SET ROLE blind");
      try {
        assertEquals(
            ErrorCode.HISTORY_UNWRITABLE, assertThrows(PolicyException.class, site::facts).code());
      } finally {
        site.run("RESET ROLE", "DROP ROLE blind");
      }
    }
  }

  @Test
  void refusesATableOfThatNameThatIsNotOurs() throws Exception {
    try (Site site = Site.on(17)) {
      site.run("CREATE TABLE ignition_migrations (id int)");

      assertEquals(
          ErrorCode.HISTORY_UNWRITABLE, assertThrows(PolicyException.class, site::facts).code());
    }
  }

  @Test
  void refusesWordsOfALaterVersion() throws Exception {
    try (Site site = Site.on(17)) {
      site.applied(site.adopted(set, ""), set, 0);
      site.run("UPDATE ignition_migrations SET kind = 'sublimated'");

      assertEquals(
          ErrorCode.HISTORY_UNRECOGNISED, assertThrows(PolicyException.class, site::facts).code());
    }
  }

  @Test
  void countsTablesOfUsersOnly() throws Exception {
    try (Site site = Site.on(17)) {
      site.run(
          "CREATE TABLE users (id int)",
          "CREATE SCHEMA shop",
          "CREATE TABLE shop.orders (at date) PARTITION BY RANGE (at)",
          "CREATE TABLE shop.orders_1 PARTITION OF shop.orders DEFAULT",
          "CREATE TEMP TABLE scratch (id int)",
          "CREATE TABLE goose_db_version (id int)",
          "CREATE TABLE shop.alembic_version (version_num varchar(32))");

      HistoryFacts facts = site.facts();

      assertEquals(2, facts.userTables());
      assertEquals(List.of("public.users", "shop.orders"), facts.someTables());
      assertEquals(
          List.of("goose_db_version goose", "shop.alembic_version Alembic"),
          facts.foreign().stream()
              .map(each -> each.table() + " " + ((ForeignHistory.Other) each).tool())
              .toList());
    }
  }

  @Test
  void readsAHistoryInTwoRoundTrips() throws Exception {
    try (Site site = Site.on(17)) {
      site.applied(site.adopted(set, ""), set, 0);
      site.run("CREATE TABLE _sqlx_migrations (version bigint, success boolean)");

      CountedSession counted = new CountedSession(site.session());
      TABLES.read(counted.connection(), 0);

      assertEquals(2, counted.executions());
    }
  }

  @Test
  void readsTenThousandMigrationsAndAdoptsThem() throws Exception {
    MemoryTree tree = new MemoryTree();
    for (int i = 1; i <= 10_000; i++) {
      tree.file("db/%05d_step.sql".formatted(i), "SELECT " + i + ";\n");
      tree.file("db/%05d_step.down.sql".formatted(i), "SELECT -" + i + ";\n".repeat(50));
    }
    MigrationSet many = Folders.read(tree, Layout.SEED);
    try (Site site = Site.on(17)) {
      site.run(
          "CREATE TABLE schema_migrations (version text PRIMARY KEY)",
          "INSERT INTO schema_migrations SELECT i FROM generate_series(1, 10000) i",
          "CREATE TABLE flyway_schema_history (installed_rank int, version varchar(50),"
              + " description varchar(200), type varchar(20), script varchar(1000), checksum int,"
              + " installed_by varchar(100), installed_on timestamp DEFAULT now(),"
              + " execution_time int, success boolean)",
          "INSERT INTO flyway_schema_history SELECT i, i, 'step', 'SQL', i || '.sql', 1, 'x', now(),"
              + " 1, true FROM generate_series(1, 10000) i");
      site.adopted(many, "");

      Recognition recognition = site.recognised(many, "");

      Recognition.Told told = assertInstanceOf(Recognition.Told.class, recognition);
      assertEquals(10_000, told.live().applied().size());
      assertEquals(List.of(), told.unrecorded());
      assertEquals(Optional.of("9999"), site.schemaVersion(), "texts, as they always were");
    }
  }

  @Test
  void namesTheSequenceOfVersionsWithParts() throws Exception {
    MemoryTree tree =
        new MemoryTree()
            .file("db/V1.0__a.sql", "SELECT 1;")
            .file("db/V1.2__b.sql", "SELECT 1;")
            .file("db/V1.10__c.sql", "SELECT 1;");
    MigrationSet dotted = Folders.read(tree, Layout.FLYWAY);
    try (Site site = Site.on(17)) {
      site.applied(site.adopted(dotted, ""), dotted, 0, 1, 2);

      assertEquals(Optional.of("3"), site.schemaVersion());
    }
  }
}
