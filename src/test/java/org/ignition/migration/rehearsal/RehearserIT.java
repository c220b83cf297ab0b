package org.ignition.migration.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.ignition.database.ServerError;
import org.ignition.migration.Reversibility;
import org.ignition.migration.Verdict;
import org.ignition.migration.sql.Position;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.ScriptRun;
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
    assertThat(run).isInstanceOf(ScriptRun.Failed.class);
    return ((ScriptRun.Failed) run).error();
  }

  @Test
  void provesGoodPairs() {
    Pairs.Shown shown =
        users().then("CREATE INDEX ON users (name)", "DROP INDEX users_name_idx").rehearse(version);
    assertThat(shown.migrations())
        .allMatch(each -> each.proof().reversibility() == Reversibility.EXACT);
    assertThat(shown.last().proof().rowsSurvive()).isEqualTo(Verdict.UNKNOWN);
    assertThat(shown.outcome().stopped()).isEmpty();
  }

  @Test
  void saysWhereDownFails() {
    RehearsedMigration shown = Pairs.of(USERS, "DROP TABLE\n  userz").rehearse(version).last();
    assertThat(shown.proof().reversibility()).isEqualTo(Reversibility.NO);
    assertThat(error(shown.down().orElseThrow()).sqlState()).isEqualTo("42P01");
  }

  @Test
  void goesOnAfterBadDown() {
    Pairs.Shown shown =
        Pairs.of(USERS, "DROP TABLE users; SELECT 1/0")
            .then("ALTER TABLE users ADD COLUMN b int", "ALTER TABLE users DROP COLUMN b")
            .rehearse(version);
    assertThat(shown.last().proof().reversibility()).isEqualTo(Reversibility.EXACT);
  }

  @Test
  void findsWhatDownLeaves() {
    RehearsedMigration shown =
        users().then("CREATE INDEX left_over ON users (age)", "SELECT 1").rehearse(version).last();
    assertThat(shown.proof().schemaEqual()).isEqualTo(Verdict.NO);
    assertThat(shown.residue().differences().toString()).contains("left_over");
    assertThat(shown.proof().reupEqual()).isEqualTo(Verdict.NO);
  }

  @Test
  void tellsOtherOrderOfColumnsFromOtherSchema() {
    RehearsedMigration shown =
        users()
            .then("ALTER TABLE users DROP COLUMN name", "ALTER TABLE users ADD COLUMN name text")
            .rehearse(version)
            .last();
    assertThat(shown.proof().reversibility()).isEqualTo(Reversibility.ORDER);
    assertThat(shown.proof().rowsSurvive()).isEqualTo(Verdict.NO);
  }

  @Test
  void findsThatSecondUpDiffers() {
    RehearsedMigration shown =
        users()
            .then("CREATE INDEX ON users (age)", "ALTER INDEX users_age_idx RENAME TO kept")
            .rehearse(version)
            .last();
    assertThat(shown.drift().isEmpty()).isFalse();
    assertThat(shown.proof().reupEqual()).isEqualTo(Verdict.NO);
  }

  @Test
  void rehearsesWhatCannotRunInTransaction() {
    RehearsedMigration shown =
        users()
            .then("CREATE INDEX CONCURRENTLY ages ON users (age)", "DROP INDEX CONCURRENTLY ages")
            .rehearse(version)
            .last();
    assertThat(shown.cloned()).isTrue();
    assertThat(shown.proof().reversibility()).isEqualTo(Reversibility.EXACT);
  }

  @Test
  void usesNewLabelOfEnum() {
    Pairs.Shown shown =
        Pairs.of("CREATE TYPE mood AS ENUM ('sad')", "DROP TYPE mood")
            .thenOnly("ALTER TYPE mood ADD VALUE 'ok'; CREATE TABLE p (m mood DEFAULT 'ok')")
            .rehearse(version);
    assertThat(shown.last().up()).isInstanceOf(ScriptRun.Ran.class);
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
    assertThat(shown.last().up()).isInstanceOf(ScriptRun.Ran.class);
    assertThat(shown.last().cloned()).isTrue();
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
    assertThat(shown.last().up()).isInstanceOf(ScriptRun.Ran.class);
  }

  @Test
  void survivesBackendThatKillsItself() {
    Pairs.Shown shown =
        Pairs.of(USERS, "SELECT pg_terminate_backend(pg_backend_pid())")
            .then("ALTER TABLE users ADD COLUMN b int", "ALTER TABLE users DROP COLUMN b")
            .rehearse(version);
    assertThat(error(shown.migrations().getFirst().down().orElseThrow()).endsSession()).isTrue();
    assertThat(shown.last().proof().reversibility()).isEqualTo(Reversibility.EXACT);
  }

  @Test
  void stopsWhatNeverEnds() {
    RehearsedMigration shown =
        Pairs.of(USERS, "SET statement_timeout = 0; DO $$ BEGIN LOOP END LOOP; END $$")
            .with(BRIEF)
            .rehearse(version)
            .last();
    assertThat(error(shown.down().orElseThrow()).message())
        .isEqualTo("the statement did not end within 2 s and was stopped");
  }

  @Test
  void dropsNoticesWithoutEnd() {
    RehearsedMigration shown =
        Pairs.of(
                "DO $$ BEGIN FOR i IN 1..300000 LOOP RAISE NOTICE 'n %', i; END LOOP; END $$",
                "SELECT generate_series(1, 1000000)")
            .rehearse(version)
            .last();
    assertThat(shown.up()).isInstanceOf(ScriptRun.Ran.class);
    assertThat(shown.down()).containsInstanceOf(ScriptRun.Ran.class);
  }

  @Test
  void refusesToDropItsDatabase() {
    RehearsedMigration shown =
        users()
            .thenOnly("DO $$ BEGIN EXECUTE format('DROP DATABASE %I', current_database()); END $$")
            .rehearse(version)
            .last();
    assertThat(shown.up()).isInstanceOf(ScriptRun.Failed.class);
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
    assertThat(shown.outcome().rolesMade()).containsExactly(role);
    assertThat(shown.last().proof().reversibility()).isEqualTo(Reversibility.EXACT);
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
      assertThat(error(shown.up()).sqlState()).isEqualTo("42501");
    }
  }

  @Test
  void placesSyntaxErrorInFile() {
    Pairs.Shown shown =
        users().thenOnly("-- é😀\nSELECT '😀';\nSELECT\n  '😀', nope FROM users").rehearse(version);
    assertThat(((ScriptRun.Failed) shown.last().up()).where()).isEqualTo(new Position(4, 9));
    assertThat(shown.outcome().stopped()).isPresent();
  }

  @Test
  void leavesLaterOnesWhereUpFails() {
    Pairs.Shown shown = users().thenOnly("SELEC").then("SELECT 1", "SELECT 1").rehearse(version);
    assertThat(shown.outcome().notRehearsed()).hasSize(1);
    assertThat(shown.outcome().schema()).isEmpty();
  }

  @Test
  void copiesRows() {
    RehearsedMigration shown =
        users()
            .thenOnly("COPY users (id, name) FROM stdin;\n100\ta\n101\tb\n\\.\n")
            .rehearse(version)
            .last();
    assertThat(shown.up().statements().getLast().rows()).isEqualTo(2);
  }

  @Test
  void runsUpWithoutRowsThatItRefuses() {
    Pairs.Shown shown =
        users()
            .then("ALTER TABLE users ADD COLUMN b int NOT NULL", "ALTER TABLE users DROP COLUMN b")
            .then("ALTER TABLE users ADD COLUMN c int", "ALTER TABLE users DROP COLUMN c")
            .rehearse(version);
    RehearsedMigration refused = shown.migrations().get(1);
    assertThat(refused.rows().refusedUp()).map(ServerError::sqlState).contains("23502");
    assertThat(refused.proof().reversibility()).isEqualTo(Reversibility.EXACT);
    assertThat(shown.last().rows().populated()).containsExactly("public.users");
    assertThat(shown.last().proof().rowsSurvive()).isEqualTo(Verdict.YES);
  }

  @Test
  void saysThatDownNeedsEmptyTable() {
    RehearsedMigration shown =
        Pairs.of("CREATE TABLE t (a int PRIMARY KEY, b int NOT NULL)", "DROP TABLE t")
            .then("ALTER TABLE t DROP COLUMN b", "ALTER TABLE t ADD COLUMN b int NOT NULL")
            .rehearse(version)
            .last();
    assertThat(shown.rows().refusedDown()).map(ServerError::sqlState).contains("23502");
    assertThat(shown.proof().downRuns()).isEqualTo(Verdict.NO);
    assertThat(shown.proof().schemaEqual()).isEqualTo(Verdict.YES);
    assertThat(shown.rows().lostByUp()).hasSize(1);
  }

  @Test
  void seesRowsThatDownLoses() {
    RehearsedMigration shown =
        users()
            .then(
                "ALTER TABLE users ADD COLUMN b int", "DELETE FROM users; ALTER TABLE users DROP b")
            .rehearse(version)
            .last();
    assertThat(shown.rows().lostByDown()).isNotEmpty();
    assertThat(shown.rows().lossyDown()).containsExactly("column public.users.b");
    assertThat(shown.proof().rowsSurvive()).isEqualTo(Verdict.NO);
  }

  @Test
  void namesVictimsOfCascade() {
    RehearsedMigration shown =
        users()
            .then("CREATE VIEW names AS SELECT name FROM users", "DROP VIEW names")
            .thenOnly("ALTER TABLE users DROP COLUMN name CASCADE")
            .rehearse(version)
            .last();
    assertThat(shown.up().statements().getFirst().dropped())
        .anyMatch(gone -> gone.identity().equals("public.names") && !gone.named());
  }

  @Test
  void reportsIdentifiersThatAreCut() {
    RehearsedMigration shown =
        Pairs.of("CREATE TABLE " + "t".repeat(70) + " (a int)", "SELECT 1")
            .rehearse(version)
            .last();
    assertThat(shown.up().statements().getFirst().reasons())
        .anyMatch(reason -> reason.contains("will be truncated to"));
  }

  @Test
  void appliesOldOnesAndRehearsesNew() {
    Pairs.Shown shown =
        users()
            .then("CREATE TABLE other (a int)", "DROP TABLE other")
            .then("ALTER TABLE other ADD COLUMN b int", "ALTER TABLE other DROP COLUMN b")
            .rehearse(version, 1);
    assertThat(shown.migrations()).hasSize(1);
    assertThat(shown.last().rows().populated()).contains("public.other", "public.users");
  }

  @Test
  void runsFilesThatControlTheirTransaction() {
    Pairs.Shown shown =
        users()
            .thenOnly(
                "INSERT INTO users VALUES (50); COMMIT; BEGIN; CREATE TABLE z (a int); COMMIT")
            .rehearse(version);
    assertThat(shown.last().up()).isInstanceOf(ScriptRun.Ran.class);
    assertThat(shown.last().made().differences()).isNotEmpty();
  }
}
