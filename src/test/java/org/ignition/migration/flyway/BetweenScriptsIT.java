package org.ignition.migration.flyway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.util.List;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PartialException;
import org.ignition.failure.RemoteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Flyway and we do on a real PostgreSQL after one script and before the next. */
class BetweenScriptsIT {

  private static final Folder SHOP =
      Folder.of(
          "001_shop.sql", "CREATE TABLE shop (id int);\nINSERT INTO shop VALUES (1);\n",
          "002_name.sql", "ALTER TABLE shop ADD COLUMN name text;\n");

  /** Later ones rely on it. */
  @Test
  void appliesNothingAfterOneThatFlywayPassesOver() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Bench bench = new Bench(target);
      bench.apply(SHOP.pending(0, 1));
      bench.told.clear();
      IgnitionException failed =
          assertThrows(RemoteException.class, () -> bench.apply(SHOP.pending()));
      assertTrue(failed.problem().what().startsWith("Flyway did not apply 001"), failed::toString);
      assertEquals(List.of("001 SQL yes"), target.history());
      assertEquals(List.of(), bench.told);
    }
  }

  private static final String SAYS_THE_LAST_RAN =
      "INSERT INTO Flyway_Schema_History SELECT 7, '3', 'c', 'SQL', '3_c.sql', 1, 'me', now(), 0,"
          + " true;";

  @ParameterizedTest
  @ValueSource(strings = {"", "-- ignition: no-transaction\n"})
  void appliesNothingThatAnEarlierFileSaysIsApplied(String directive) {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Bench bench = new Bench(target);
      Folder folder =
          Folder.of(
              "1_a.sql", "CREATE TABLE a ();",
              "2_b.sql", directive + SAYS_THE_LAST_RAN,
              "3_c.sql", "CREATE TABLE c ();");
      IgnitionException failed =
          assertThrows(PartialException.class, () -> bench.apply(folder.pending()));
      assertEquals("Flyway did not apply 3 c", failed.problem().what());
      assertEquals(List.of("begins 1", "done 1", "begins 2", "done 2"), bench.told);
      assertEquals(List.of("t"), target.rows("SELECT to_regclass('c') IS NULL"));
    }
  }

  @Test
  void goesOnAfterAFileThatCorrectsFlywaysTable() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      new Bench(target)
          .apply(
              Folder.of(
                      "1_a.sql", "CREATE TABLE a ();",
                      "2_b.sql", "UPDATE flyway_schema_history SET description = 'first';",
                      "3_c.sql", "CREATE TABLE c ();")
                  .pending());
      assertEquals(List.of("1 SQL yes", "2 SQL yes", "3 SQL yes"), target.history());
    }
  }

  /** Its file does not name the table, so what Flyway reads of it was asked for beside our row. */
  @Test
  void numbersRowsAfterThoseThatAFunctionWroteInAMigration() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      target.run(
          "CREATE FUNCTION remember() RETURNS void LANGUAGE plpgsql AS $$BEGIN "
              + SAYS_THE_LAST_RAN.replace("'3'", "'9'")
              + " END$$");
      new Bench(target)
          .apply(
              Folder.of(
                      "1_a.sql", "CREATE TABLE a ();",
                      "2_b.sql", "SELECT remember();",
                      "3_c.sql", "CREATE TABLE c ();")
                  .pending());
      assertEquals(
          List.of("1 1", "7 9", "8 2", "9 3"),
          target.rows(
              "SELECT installed_rank || ' ' || version FROM flyway_schema_history ORDER BY"
                  + " installed_rank"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SELECT pg_advisory_unlock_all();", "-- ignition: no-transaction\nDISCARD ALL;"})
  void doesNotMindAFileThatGivesFlywaysLockAway(String script) {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      new Bench(target)
          .apply(Folder.of("1_a.sql", script, "2_b.sql", "CREATE TABLE b ();").pending());
      assertEquals(List.of("1 SQL yes", "2 SQL yes"), target.history());
    }
  }

  @Test
  void isCancelledWhileAnotherFlywayHoldsItsLock() throws Exception {
    try (PostgresTarget target = PostgresTarget.of(17);
        Connection other = target.open()) {
      Bench bench = new Bench(target);
      String lock = "77431708279161 + " + "\"public\".\"flyway_schema_history\"".hashCode();
      PostgresTarget.sql(other, "SELECT pg_advisory_lock(" + lock + ")");
      target.around =
          session ->
              RoundTrips.seen(
                  session,
                  trip -> {
                    if (trip.text().startsWith("SELECT pg_try_advisory_lock")) {
                      Thread.currentThread().interrupt();
                    }
                  });
      assertThrows(CancelledException.class, () -> bench.apply(SHOP.pending()));
      assertTrue(Thread.interrupted());
      assertEquals(List.of(), bench.told);
    }
  }

  private static final String TRIGGER =
      "ON flyway_schema_history FOR EACH ROW EXECUTE FUNCTION refuse()";

  /** At once, at the end of the transaction, and without a word. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RAISE 'no'  | CREATE TRIGGER t BEFORE INSERT
          RAISE 'no'  | CREATE CONSTRAINT TRIGGER t AFTER INSERT
          RETURN NULL | CREATE TRIGGER t BEFORE INSERT
          """)
  void keepsNothingWithoutFlywaysRow(String action, String trigger) {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Bench bench = new Bench(target);
      bench.apply(SHOP.pending(0, 1));
      boolean late = trigger.contains("CONSTRAINT");
      target.run(
          "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN "
              + action.replace("'", "''")
              + "; END'",
          trigger + " " + (late ? TRIGGER.replace("FOR", "INITIALLY DEFERRED FOR") : TRIGGER));
      bench.told.clear();
      IgnitionException failed =
          assertThrows(RemoteException.class, () -> bench.apply(SHOP.pending(1, 2)));
      assertEquals(ErrorCode.HISTORY_UNWRITABLE, failed.code());
      assertTrue(failed.problem().why().startsWith("Nothing of it was kept"), failed::toString);
      assertEquals(List.of("begins 002"), bench.told);
      assertEquals(List.of("001 SQL yes"), target.history());
      assertEquals(List.of("applied 001"), target.events());
      assertEquals(List.of("1"), target.rows("SELECT * FROM shop"));
    }
  }

  private static final String SEEN =
      """
      INSERT INTO public.seen SELECT concat_ws('; ', current_setting('search_path'),
        current_setting('lock_timeout'), current_setting('TimeZone'),
        current_setting('work_mem'), current_user = session_user);
      """;

  /** Whatever a file sets and however it ends; Flyway's schema comes first. */
  @ParameterizedTest
  @ValueSource(strings = {"\"$user\", public", "\"My \"\"Shop, \\x\", \"Q'\"", "''", "pg_catalog"})
  void givesEveryFileTheSameSettings(String path) {
    try (PostgresTarget target = PostgresTarget.of(18)) {
      String none = target.database() + "_none";
      target.run(
          "CREATE TABLE seen (v text)",
          "CREATE ROLE " + none,
          "GRANT " + none + " TO CURRENT_USER",
          "ALTER DATABASE " + target.database() + " SET work_mem = '77MB'",
          "ALTER DATABASE " + target.database() + " SET search_path = " + path);
      String set =
          "SET search_path = pg_catalog; SET TimeZone = 'Asia/Tokyo'; SET work_mem = '1MB'; SET ROLE "
              + none;
      Folder folder =
          Folder.of(
              "1_a.sql", SEEN,
              "2_b.sql", SEEN + "SET LOCAL lock_timeout = '9s'; " + set + ";",
              "3_c.sql", SEEN + "SET LOCAL search_path = pg_catalog; RESET ALL;",
              "4_d.sql", SEEN + "VACUUM public.seen; SET lock_timeout = '9s'; " + set + ";",
              "5_e.sql", "-- nothing\n",
              "6_f.sql", SEEN + "COPY public.seen FROM stdin;\n\\.\n",
              "7_g.sql", "-- ignition: no-transaction\n-- nothing\n",
              "8_h.sql", SEEN + "DISCARD ALL;",
              "9_i.sql", SEEN);
      new Bench(target).apply(folder.pending());
      assertEquals(List.of("7"), target.rows("SELECT count(*) FROM public.seen"));
      assertEquals(
          List.of("public, " + path.replace("''", "\"\"") + "; 200ms; Asia/Kathmandu; 77MB; t"),
          target.rows("SELECT DISTINCT v FROM public.seen"));
    }
  }
}
