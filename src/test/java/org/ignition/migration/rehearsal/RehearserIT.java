package org.ignition.migration.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.database.ServerError;
import org.ignition.failure.CancelledException;
import org.ignition.migration.Migration;
import org.ignition.migration.Reversibility;
import org.ignition.migration.Script;
import org.ignition.migration.Verdict;
import org.ignition.migration.sql.Position;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.RepeatedScript;
import org.ignition.migration.trace.ScriptRun;
import org.ignition.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The loop, on both major versions. */
@ParameterizedClass
@ValueSource(ints = {17, 18})
class RehearserIT {

  private static final String USERS = "CREATE TABLE users (id int PRIMARY KEY, name text, age int)";
  private static final String NO_USERS = "DROP TABLE users";
  private static final RehearsalOptions BRIEF =
      new RehearsalOptions("UTC", Duration.ofSeconds(2), true, Optional.empty());

  private final int version;

  RehearserIT(int version) {
    this.version = version;
  }

  private static Pairs users() {
    return Pairs.of(USERS, NO_USERS);
  }

  private static ServerError error(ScriptRun run) {
    assertInstanceOf(ScriptRun.Failed.class, run);
    return ((ScriptRun.Failed) run).error();
  }

  /** Rehearses while this thread is interrupted. */
  private void assertCancelled(Pairs pairs, RehearsalListener listener) {
    Rehearser rehearser = new Rehearser(Postgres.server(version), RehearsalOptions.DEFAULT);
    try {
      assertThrows(
          CancelledException.class,
          () -> rehearser.rehearse(pairs.migrations(), _ -> true, listener));
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void isCancelledAsItOpensItsSessions() {
    Postgres.server(version);
    Thread.currentThread().interrupt();
    assertCancelled(users(), _ -> {});
  }

  @Test
  void isCancelledBetweenStatements() {
    List<Integer> begun = new ArrayList<>();
    RehearsalListener interrupting =
        new RehearsalListener() {
          @Override
          public void rehearsed(RehearsedMigration migration) {}

          @Override
          public void running(Script script, int number, int total) {
            begun.add(number);
            Thread.currentThread().interrupt();
          }
        };
    assertCancelled(Pairs.of(USERS + "; SELECT 1; SELECT 2", NO_USERS), interrupting);
    assertEquals(List.of(1), begun);
  }

  @Test
  void provesGoodPairs() {
    Pairs.Shown shown =
        users().then("CREATE INDEX ON users (name)", "DROP INDEX users_name_idx").rehearse(version);
    assertTrue(
        shown.migrations().stream()
            .allMatch(each -> each.proof().reversibility() == Reversibility.EXACT));
    assertEquals(Verdict.YES, shown.last().proof().rowsSurvive());
    assertTrue(shown.outcome().stopped().isEmpty());
  }

  @Test
  void saysWhereDownFails() {
    RehearsedMigration shown = Pairs.of(USERS, "DROP TABLE\n  userz").rehearse(version).last();
    assertEquals(Reversibility.NO, shown.proof().reversibility());
    assertEquals("42P01", error(shown.down().orElseThrow()).sqlState());
  }

  @Test
  void madeUpRowsLeaveTheSchemaToTheMigrations() {
    String partitions =
        """
        CREATE TABLE teams (id int PRIMARY KEY, name text NOT NULL);
        CREATE FUNCTION on_team() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN EXECUTE format('CREATE TABLE events_%s ()', NEW.id); RETURN NULL; END $$;
        CREATE TRIGGER on_team AFTER INSERT ON teams FOR EACH ROW EXECUTE FUNCTION on_team();
        """;
    RehearsedMigration shown =
        Pairs.of(partitions, "DROP TABLE teams; DROP FUNCTION on_team")
            .then("ALTER TABLE teams ADD COLUMN b int", "ALTER TABLE teams DROP COLUMN b")
            .rehearse(version)
            .last();
    assertEquals(Reversibility.EXACT, shown.proof().reversibility());
    assertEquals(List.of("public.teams"), shown.rows().populated());
    assertEquals(Verdict.YES, shown.proof().rowsSurvive());
  }

  @Test
  void routineWrittenAgainWithOtherIndentationIsTheSame() {
    String routine = "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS $$%s$$";
    RehearsedMigration shown =
        Pairs.of(routine.formatted("\n  SELECT\n  $1\n"), "DROP FUNCTION f")
            .then("DROP FUNCTION f", routine.formatted("\n\tSELECT\n    $1\n"))
            .rehearse(version)
            .last();
    assertEquals(Reversibility.EXACT, shown.proof().reversibility());
  }

  @Test
  void upThatRunsOnEmptyTablesRunsWithoutRows() {
    RehearsedMigration shown =
        Pairs.of("CREATE SEQUENCE s; " + USERS, "DROP SEQUENCE s; " + NO_USERS)
            .then(
                "ALTER TABLE users ADD COLUMN n int DEFAULT currval('s')",
                "ALTER TABLE users DROP COLUMN n")
            .rehearse(version)
            .last();
    assertInstanceOf(ScriptRun.Ran.class, shown.up());
    assertEquals("55000", shown.rows().refusedUp().orElseThrow().sqlState());
    assertEquals(Reversibility.EXACT, shown.proof().reversibility());
  }

  @Test
  void upThatFailsEitherWayFailsOnce() {
    RehearsedMigration shown =
        users().then("DROP TABLE userz", "SELECT 1").rehearse(version).last();
    assertEquals("42P01", error(shown.up()).sqlState());
    assertTrue(shown.rows().refusedUp().isEmpty());
  }

  @Test
  void nestingOfChecksAndExtensionsLeftBehindAreNoDifference() {
    String again =
        "ALTER TABLE users DROP CONSTRAINT c; ALTER TABLE users ADD CONSTRAINT c CHECK (%s)";
    RehearsedMigration shown =
        users()
            .then(
                "ALTER TABLE users ADD CONSTRAINT c CHECK (age > 1 AND (id > 0 AND name <> ''))",
                "ALTER TABLE users DROP CONSTRAINT c")
            .then(
                again.formatted("age > 2") + "; CREATE EXTENSION IF NOT EXISTS citext",
                again.formatted("(age > 1 AND id > 0) AND name <> ''"))
            .rehearse(version)
            .last();
    assertEquals(Reversibility.EXACT, shown.proof().reversibility());
  }

  @Test
  void goesOnAfterBadDown() {
    Pairs.Shown shown =
        Pairs.of(USERS, "DROP TABLE users; SELECT 1/0")
            .then("ALTER TABLE users ADD COLUMN b int", "ALTER TABLE users DROP COLUMN b")
            .rehearse(version);
    assertEquals(Reversibility.EXACT, shown.last().proof().reversibility());
  }

  @Test
  void findsWhatDownLeaves() {
    RehearsedMigration shown =
        users().then("CREATE INDEX left_over ON users (age)", "SELECT 1").rehearse(version).last();
    assertEquals(Verdict.NO, shown.proof().schemaEqual());
    assertTrue(shown.residue().differences().toString().contains("left_over"));
    assertEquals(Verdict.NO, shown.proof().reupEqual());
  }

  @Test
  void tellsOtherOrderOfColumnsFromOtherSchema() {
    RehearsedMigration shown =
        users()
            .then("ALTER TABLE users DROP COLUMN name", "ALTER TABLE users ADD COLUMN name text")
            .rehearse(version)
            .last();
    assertEquals(Reversibility.ORDER, shown.proof().reversibility());
    assertEquals(Verdict.NO, shown.proof().rowsSurvive());
  }

  @Test
  void findsThatSecondUpDiffers() {
    RehearsedMigration shown =
        users()
            .then("CREATE INDEX ON users (age)", "ALTER INDEX users_age_idx RENAME TO kept")
            .rehearse(version)
            .last();
    assertFalse(shown.drift().isEmpty());
    assertEquals(Verdict.NO, shown.proof().reupEqual());
  }

  @Test
  void rehearsesWhatCannotRunInTransaction() {
    RehearsedMigration shown =
        users()
            .then("CREATE INDEX CONCURRENTLY ages ON users (age)", "DROP INDEX CONCURRENTLY ages")
            .rehearse(version)
            .last();
    assertTrue(shown.cloned());
    assertEquals(Reversibility.EXACT, shown.proof().reversibility());
  }

  /** Such a detached partition has a CHECK constraint more, which stands for its bounds. */
  @Test
  void seesWhatDetachingConcurrentlyLeaves() {
    String attach = "ALTER TABLE logs ATTACH PARTITION logs_1 FOR VALUES FROM (1) TO (10);";
    assertEquals(
        List.of("constraint public.logs_1.logs_1_at_check"),
        detached(attach).residue().differences().stream()
            .map(left -> left.name().toString())
            .toList());
    RehearsedMigration whole =
        detached(attach + "ALTER TABLE logs_1 DROP CONSTRAINT logs_1_at_check");
    assertTrue(whole.cloned());
    assertEquals(Reversibility.EXACT, whole.proof().reversibility());
    assertEquals(Verdict.YES, whole.proof().rowsSurvive());
  }

  private RehearsedMigration detached(String down) {
    return Pairs.of(
            """
            CREATE TABLE logs (at int) PARTITION BY RANGE (at);
            CREATE TABLE logs_1 PARTITION OF logs FOR VALUES FROM (1) TO (10);
            """,
            "DROP TABLE logs")
        .then("ALTER TABLE logs DETACH PARTITION logs_1 CONCURRENTLY", down)
        .rehearse(version)
        .last();
  }

  @Test
  void usesNewLabelOfEnum() {
    Pairs.Shown shown =
        Pairs.of("CREATE TYPE mood AS ENUM ('sad')", "DROP TYPE mood")
            .thenOnly("ALTER TYPE mood ADD VALUE 'ok'; CREATE TABLE p (m mood DEFAULT 'ok')")
            .rehearse(version);
    assertInstanceOf(ScriptRun.Ran.class, shown.last().up());
  }

  @Test
  void goesOnWherePendingTriggersForbidIt() {
    Pairs.Shown shown =
        Pairs.of(
                """
                CREATE TABLE t (a int PRIMARY KEY, b int);
                ALTER TABLE t ADD FOREIGN KEY (b) REFERENCES t DEFERRABLE INITIALLY DEFERRED;
                """,
                "DROP TABLE t")
            .then(
                "INSERT INTO t VALUES (7, 8), (8, 7); ALTER TABLE t ADD COLUMN c int",
                "ALTER TABLE t DROP COLUMN c; DELETE FROM t WHERE a IN (7, 8)")
            .rehearse(version);
    assertInstanceOf(ScriptRun.Ran.class, shown.last().up());
    assertTrue(shown.last().cloned());
  }

  @Test
  void putsSessionBack() {
    Pairs.Shown shown =
        users()
            .thenOnly(
                """
                SET search_path = nowhere; SET statement_timeout = 0; CREATE TEMP TABLE t (a int);
                PREPARE p AS SELECT 1; SELECT pg_advisory_lock(1); LISTEN l;
                DECLARE c CURSOR WITH HOLD FOR SELECT 1;
                """)
            .thenOnly(
                """
                CREATE TEMP TABLE t (a int); PREPARE p AS SELECT 1;
                DECLARE c CURSOR WITH HOLD FOR SELECT 1;
                INSERT INTO users VALUES (1000);
                """)
            .rehearse(version);
    assertInstanceOf(ScriptRun.Ran.class, shown.last().up());
  }

  @Test
  void survivesBackendThatKillsItself() {
    Pairs.Shown shown =
        Pairs.of(USERS, "SELECT pg_terminate_backend(pg_backend_pid())")
            .then("ALTER TABLE users ADD COLUMN b int", "ALTER TABLE users DROP COLUMN b")
            .rehearse(version);
    assertTrue(error(shown.migrations().getFirst().down().orElseThrow()).endsSession());
    assertEquals(Reversibility.EXACT, shown.last().proof().reversibility());
  }

  @Test
  void stopsWhatNeverEnds() {
    RehearsedMigration shown =
        Pairs.of(USERS, "SET statement_timeout = 0; DO $$ BEGIN LOOP END LOOP; END $$")
            .with(BRIEF)
            .rehearse(version)
            .last();
    assertEquals(
        "the statement did not end within 2 s and was stopped",
        error(shown.down().orElseThrow()).message());
  }

  @Test
  void dropsNoticesWithoutEnd() {
    RehearsedMigration shown =
        Pairs.of(
                "DO $$ BEGIN FOR i IN 1..300000 LOOP RAISE NOTICE 'n %', i; END LOOP; END $$",
                "SELECT generate_series(1, 1000000)")
            .rehearse(version)
            .last();
    assertInstanceOf(ScriptRun.Ran.class, shown.up());
    assertInstanceOf(ScriptRun.Ran.class, shown.down().orElseThrow());
  }

  @Test
  void refusesToDropItsDatabase() {
    RehearsedMigration shown =
        users()
            .thenOnly("DO $$ BEGIN EXECUTE format('DROP DATABASE %I', current_database()); END $$")
            .rehearse(version)
            .last();
    assertInstanceOf(ScriptRun.Failed.class, shown.up());
  }

  @Test
  void makesRolesThatAreNamed() {
    String role = "reader " + version + " \"x\"";
    Pairs.Shown shown =
        users()
            .then(
                "GRANT SELECT ON users TO \"reader " + version + " \"\"x\"\"\"",
                "REVOKE SELECT ON users FROM \"reader " + version + " \"\"x\"\"\"")
            .rehearse(version);
    assertEquals(List.of(role), shown.outcome().rolesMade());
    assertEquals(Reversibility.EXACT, shown.last().proof().reversibility());
  }

  @Test
  void goesOnAfterAMigrationThatMakesARole() {
    String role = "made_by_script_" + version;
    Pairs.Shown shown =
        users()
            .then("CREATE ROLE " + role, "DROP ROLE " + role)
            .then("CREATE INDEX CONCURRENTLY ages ON users (age)", "DROP INDEX CONCURRENTLY ages")
            .then("GRANT SELECT ON users TO " + role, "REVOKE SELECT ON users FROM " + role)
            .rehearse(version);
    assertEquals(Optional.empty(), shown.outcome().stopped());
    assertEquals(Reversibility.EXACT, shown.last().proof().reversibility());
  }

  @Test
  void namesWhatNeedsSuperuser() {
    for (String sql :
        new String[] {
          "COPY users FROM PROGRAM 'id'",
          "COPY users FROM '/etc/passwd'",
          "ALTER SYSTEM SET work_mem = '1MB'",
          "CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION ignition_rehearsal.gone()",
          "DELETE FROM ignition_rehearsal.event"
        }) {
      RehearsedMigration shown = users().thenOnly(sql).rehearse(version).last();
      assertEquals("42501", error(shown.up()).sqlState());
    }
  }

  @Test
  void placesSyntaxErrorInFile() {
    Pairs.Shown shown =
        users().thenOnly("-- é😀\nSELECT '😀';\nSELECT\n  '😀', nope FROM users").rehearse(version);
    assertEquals(new Position(4, 9), ((ScriptRun.Failed) shown.last().up()).where());
    assertTrue(shown.outcome().stopped().isPresent());
  }

  @Test
  void leavesLaterOnesWhereUpFails() {
    Pairs.Shown shown = users().thenOnly("SELEC").then("SELECT 1", "SELECT 1").rehearse(version);
    assertEquals(1, shown.outcome().notRehearsed().size());
    assertTrue(shown.outcome().schema().isEmpty());
  }

  @Test
  void copiesRows() {
    RehearsedMigration shown =
        users()
            .thenOnly("COPY users (id, name) FROM stdin;\n100\ta\n101\tb\n\\.\n")
            .rehearse(version)
            .last();
    assertEquals(2, shown.up().statements().getLast().rows());
  }

  @Test
  void runsUpWithoutRowsThatItRefuses() {
    Pairs.Shown shown =
        users()
            .then("ALTER TABLE users ADD COLUMN b int NOT NULL", "ALTER TABLE users DROP COLUMN b")
            .then("ALTER TABLE users ADD COLUMN c int", "ALTER TABLE users DROP COLUMN c")
            .rehearse(version);
    RehearsedMigration refused = shown.migrations().get(1);
    assertEquals(Optional.of("23502"), refused.rows().refusedUp().map(ServerError::sqlState));
    assertEquals(Reversibility.EXACT, refused.proof().reversibility());
    assertEquals(List.of("public.users"), shown.last().rows().populated());
    assertEquals(Verdict.YES, shown.last().proof().rowsSurvive());
  }

  @Test
  void saysThatDownNeedsEmptyTable() {
    RehearsedMigration shown =
        Pairs.of("CREATE TABLE t (a int PRIMARY KEY, b int NOT NULL)", "DROP TABLE t")
            .then("ALTER TABLE t DROP COLUMN b", "ALTER TABLE t ADD COLUMN b int NOT NULL")
            .rehearse(version)
            .last();
    assertEquals(Optional.of("23502"), shown.rows().refusedDown().map(ServerError::sqlState));
    assertEquals(Verdict.NO, shown.proof().downRuns());
    assertEquals(Verdict.YES, shown.proof().schemaEqual());
    assertEquals(1, shown.rows().lostByUp().size());
  }

  @Test
  void seesRowsThatDownLoses() {
    RehearsedMigration shown =
        users()
            .then(
                "ALTER TABLE users ADD COLUMN b int", "DELETE FROM users; ALTER TABLE users DROP b")
            .rehearse(version)
            .last();
    assertFalse(shown.rows().lostByDown().isEmpty());
    assertEquals(List.of("column public.users.b"), shown.rows().lossyDown());
    assertEquals(Verdict.NO, shown.proof().rowsSurvive());
  }

  @Test
  void namesVictimsOfCascade() {
    RehearsedMigration shown =
        users()
            .then("CREATE VIEW names AS SELECT name FROM users", "DROP VIEW names")
            .thenOnly("ALTER TABLE users DROP COLUMN name CASCADE")
            .rehearse(version)
            .last();
    assertTrue(
        shown.up().statements().getFirst().dropped().stream()
            .anyMatch(gone -> gone.identity().equals("public.names") && !gone.named()));
  }

  @Test
  void reportsIdentifiersThatAreCut() {
    RehearsedMigration shown =
        Pairs.of("CREATE TABLE " + "t".repeat(70) + " (a int)", "SELECT 1")
            .rehearse(version)
            .last();
    assertTrue(
        shown.up().statements().getFirst().reasons().stream()
            .anyMatch(reason -> reason.contains("will be truncated to")));
  }

  @Test
  void appliesOldOnesAndRehearsesNew() {
    Pairs.Shown shown =
        users()
            .then("CREATE TABLE other (a int)", "DROP TABLE other")
            .then("ALTER TABLE other ADD COLUMN b int", "ALTER TABLE other DROP COLUMN b")
            .rehearse(version, 1);
    assertEquals(1, shown.migrations().size());
    assertTrue(
        shown.last().rows().populated().containsAll(List.of("public.other", "public.users")));
  }

  @Test
  void seesWhatNoEventTriggerTells() {
    Pairs.Shown shown =
        users().then("CLUSTER users USING users_pkey", "SELECT 1").rehearse(version);
    assertEquals(Verdict.NO, shown.last().proof().schemaEqual());
    assertTrue(shown.last().residue().differences().toString().contains("users_pkey"));
    assertEquals(List.of(), shown.outcome().unseen());
  }

  @Test
  void noticesInTheEndWhatItDidNotSee() {
    Pairs hidden =
        users()
            .then("DO $$BEGIN EXECUTE 'CLUS' || 'TER users USING users_pkey'; END$$", "SELECT 1");
    Pairs.Shown followed = hidden.rehearse(version);
    assertEquals(Reversibility.EXACT, followed.last().proof().reversibility());
    assertTrue(followed.outcome().unseen().toString().contains("users_pkey"));

    Pairs.Shown whole =
        hidden.with(RehearsalOptions.DEFAULT.with(SchemaReading.WHOLE)).rehearse(version);
    assertEquals(Verdict.NO, whole.last().proof().schemaEqual());
    assertEquals(List.of(), whole.outcome().unseen());
  }

  @Test
  void loadsFixturesAgainWhereTheStageIsMadeAnew() {
    Pairs.Shown shown =
        users()
            .thenOnly("CREATE TABLE notes (a int)")
            .then("ALTER TABLE users DROP COLUMN name", "ALTER TABLE users ADD COLUMN name text")
            .then("CREATE INDEX CONCURRENTLY ages ON users (age)", "DROP INDEX CONCURRENTLY ages")
            .thenOnly("DO $$BEGIN ASSERT (SELECT count(*) FROM users WHERE age = 77) = 1; END$$")
            .filledBy(
                "INSERT INTO users VALUES (1, 'x', 8); INSERT INTO users (id, age) VALUES (2, 77)")
            .rehearse(version, 4);
    assertEquals(Optional.empty(), shown.outcome().stopped());
    assertEquals(List.of("public.notes", "public.users"), shown.last().rows().populated());
  }

  @Test
  void runsRepeatableScriptsTwiceAfterAllMigrations() {
    Pairs.Shown shown =
        users()
            .repeated("R__a.sql", "CREATE OR REPLACE VIEW names AS SELECT name FROM users")
            .repeated("R__b.sql", "DROP VIEW IF EXISTS ages; CREATE VIEW ages AS SELECT 1 AS a")
            .repeated("R__c.sql", "SELECT 1;\nCREATE VIEW once AS SELECT * FROM names")
            .repeated("R__d.sql", "CREATE INDEX ON users (name)")
            .repeated("R__e.sql", "SELECT nowhere")
            .repeated("R__f.sql", "INSERT INTO users VALUES (500) ON CONFLICT DO NOTHING")
            .rehearse(version);
    List<RepeatedScript> repeated = shown.outcome().repeated();
    assertEquals(
        List.of("R__a.sql", "R__b.sql", "R__c.sql", "R__d.sql", "R__e.sql", "R__f.sql"),
        repeated.stream().map(each -> each.first().script().file().toString()).toList());
    assertRepeatable(repeated.get(0));
    assertRepeatable(repeated.get(1));
    assertRepeatable(repeated.get(5));
    ScriptRun.Failed second = (ScriptRun.Failed) repeated.get(2).second().orElseThrow();
    assertEquals("42P07", second.error().sqlState());
    assertEquals(2, second.where().line());
    assertTrue(repeated.get(3).drift().toString().contains("users_name_idx1"));
    assertEquals("42703", error(repeated.get(4).first()).sqlState());
    assertTrue(repeated.get(4).second().isEmpty());
    assertTrue(shown.outcome().schema().isPresent());
  }

  private static void assertRepeatable(RepeatedScript repeated) {
    assertInstanceOf(ScriptRun.Ran.class, repeated.second().orElseThrow());
    assertTrue(repeated.drift().isEmpty());
    assertEquals(Optional.empty(), repeated.refused());
  }

  @Test
  void tellsOfEachStatement() {
    List<String> told = new ArrayList<>();
    RehearsalListener listener =
        new RehearsalListener() {
          @Override
          public void rehearsed(RehearsedMigration migration) {
            told.add("done");
          }

          @Override
          public void running(Script script, int number, int total) {
            told.add(script.file() + " " + number + "/" + total);
          }
        };
    Migration pair =
        Migration.unversioned(Pairs.script("a.sql", "CREATE TABLE a (b int); SELECT 1"));
    new Rehearser(Postgres.server(version), RehearsalOptions.DEFAULT)
        .rehearse(List.of(pair), _ -> true, listener);
    assertEquals(List.of("a.sql 1/2", "a.sql 2/2", "done"), told);
  }

  @Test
  void runsFilesThatControlTheirTransaction() {
    Pairs.Shown shown =
        users()
            .thenOnly(
                "INSERT INTO users VALUES (50); COMMIT; BEGIN; CREATE TABLE z (a int); COMMIT")
            .rehearse(version);
    assertInstanceOf(ScriptRun.Ran.class, shown.last().up());
    assertFalse(shown.last().made().differences().isEmpty());
  }
}
