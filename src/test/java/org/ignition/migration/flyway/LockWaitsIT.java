package org.ignition.migration.flyway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PartialException;
import org.ignition.failure.RemoteException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens when a real session sits idle in a transaction. */
class LockWaitsIT {

  private PostgresTarget target;
  private Bench bench;
  private Connection idle;

  @BeforeEach
  void sitInTheWay() throws SQLException {
    target = PostgresTarget.of(17);
    target.run("CREATE TABLE t (a int)", "INSERT INTO t VALUES (1)");
    bench = new Bench(target);
    idle = target.open();
    idle.setAutoCommit(false);
    PostgresTarget.sql(idle, "SELECT * FROM t");
  }

  @AfterEach
  void goAway() throws SQLException {
    idle.close();
    target.close();
  }

  private void goAwayAtPause(int number) {
    AtomicInteger pauses = new AtomicInteger();
    bench.onWait =
        () -> {
          if (pauses.incrementAndGet() == number) {
            try {
              idle.rollback();
            } catch (SQLException e) {
              throw new AssertionError(e);
            }
          }
        };
  }

  @Test
  void triesTheWholeFileAgainUntilTheOtherIsGone() {
    goAwayAtPause(2);
    bench.apply(
        Folder.of(
                "1_a.sql", "CREATE TABLE a ();",
                "2_b.sql", "CREATE TABLE b ();\nALTER TABLE t ADD COLUMN b int;",
                "3_c.sql", "CREATE TABLE c ();")
            .pending());
    assertEquals(
        List.of(
            "begins 1",
            "done 1",
            "begins 2",
            "waits 2 after 1 for 1",
            "begins 2",
            "waits 2 after 2 for 1",
            "begins 2",
            "done 2",
            "begins 3",
            "done 3"),
        bench.told);
    assertEquals(List.of("1 SQL yes", "2 SQL yes", "3 SQL yes"), target.history());
    assertEquals(List.of(Duration.ofMillis(20), Duration.ofMillis(40)), bench.pauses);
  }

  @Test
  void namesWhoWasInTheWayWhenItGivesUp() {
    IgnitionException failed =
        assertThrows(
            RemoteException.class,
            () ->
                bench.apply(
                    Folder.of("1_a.sql", "CREATE TABLE a ();\nALTER TABLE t ADD COLUMN b int;")
                        .pending()));
    assertEquals(ErrorCode.MIGRATION_BLOCKED, failed.code());
    int pid = PostgresTarget.pid(idle);
    String why = failed.problem().why();
    assertTrue(failed.problem().what().startsWith("1 a got no lock in 3 attempts"), why);
    assertTrue(why.contains("pid " + pid + " (postgres, "), why);
    assertTrue(why.contains("idle in transaction"), why);
    assertTrue(why.contains("\"SELECT * FROM t\""), why);
    assertTrue(why.contains("Nothing of it was kept"), why);
    assertTrue(failed.problem().advice().contains("pg_terminate_backend(" + pid + ")"));
    assertEquals(List.of(), target.history());
    assertEquals(List.of("t"), target.rows("SELECT to_regclass('a') IS NULL"));
  }

  @Test
  void triesOnlyTheStatementAgainWhereNoTransactionSurroundsIt() {
    goAwayAtPause(1);
    bench.apply(
        Folder.of(
                "1_a.sql",
                "-- ignition: no-transaction\nCREATE TABLE a ();\nALTER TABLE t ADD COLUMN b int;")
            .pending());
    assertEquals(List.of("begins 1", "waits 1 after 1 for 1", "done 1"), bench.told);
    assertEquals(List.of("begun 1", "applied 1"), target.events());
  }

  @Test
  void recordsAnIndexThatWaitedInVain() {
    PostgresTarget.sql(idle, "UPDATE t SET a = 2");
    IgnitionException failed =
        assertThrows(
            PartialException.class,
            () ->
                bench.apply(
                    Folder.of("1_a.sql", "CREATE INDEX CONCURRENTLY i ON t (a);").pending()));
    assertEquals(ErrorCode.MIGRATION_BLOCKED, failed.code());
    assertEquals(List.of("1 SQL no"), target.history());
    assertEquals(List.of("begun 1", "failed 1"), target.events());
    assertTrue(failed.problem().why().contains("left INVALID: index public.i"), failed.toString());
  }

  @Test
  void waitsLongerForAnIndexThatHoldsUpNobody() throws Exception {
    PostgresTarget.sql(idle, "UPDATE t SET a = 2");
    bench.settings =
        new ApplySettings(
            Duration.ofMillis(50),
            Duration.ofSeconds(30),
            1,
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            ZoneId.of("UTC"));
    Thread leaving =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Thread.sleep(600);
                idle.rollback();
              } catch (InterruptedException | SQLException e) {
                throw new AssertionError(e);
              }
            });
    bench.apply(Folder.of("1_a.sql", "CREATE INDEX CONCURRENTLY i ON t (a);").pending());
    leaving.join();
    assertEquals(List.of("1 SQL yes"), target.history());
  }

  @Test
  void leavesTheLimitToAFileThatSetsItsOwn() {
    target.run("CREATE TABLE limits (v text)");
    bench.apply(
        Folder.of(
                "1_a.sql",
                """
                -- ignition: no-transaction
                SET lock_timeout = '7s';
                INSERT INTO limits VALUES (current_setting('lock_timeout'));
                VACUUM limits;
                INSERT INTO limits VALUES (current_setting('lock_timeout'));
                """,
                "2_b.sql",
                "INSERT INTO limits VALUES (current_setting('lock_timeout'));")
            .pending());
    assertEquals(List.of("7s", "7s", "200ms"), target.rows("SELECT v FROM limits"));
  }

  @Test
  void undoesAgainUntilTheOtherIsGone() throws Exception {
    idle.rollback();
    Folder folder =
        Folder.of(
            "1_a.sql", "ALTER TABLE t ADD COLUMN b int;",
            "1_a.down.sql", "ALTER TABLE t DROP COLUMN b;");
    bench.apply(folder.pending());
    PostgresTarget.sql(idle, "SELECT * FROM t");
    goAwayAtPause(1);
    bench.told.clear();
    bench.undo(folder.applied());
    assertEquals(List.of("begins 1", "waits 1 after 1 for 1", "begins 1", "done 1"), bench.told);
    assertEquals(List.of("1 SQL yes", "1 DELETE yes"), target.history());
  }

  /**
   * What failed within a transaction of a script holds on to nothing, Flyway's own lock included.
   */
  @Test
  void triesAgainWhenSomebodyLocksFlywaysTableMeanwhile() throws Exception {
    idle.rollback();
    bench.apply(Folder.of("1_a.sql", "CREATE TABLE a (id int);").pending());
    AtomicInteger times = new AtomicInteger();
    target.around =
        session ->
            RoundTrips.seen(
                session,
                trip -> {
                  if (trip.text().startsWith("CREATE TABLE b") && times.incrementAndGet() == 1) {
                    PostgresTarget.sql(idle, "LOCK TABLE flyway_schema_history");
                  }
                });
    goAwayAtPause(1);
    bench.told.clear();
    bench.apply(Folder.of("2_b.sql", "CREATE TABLE b (id int);").pending());
    assertEquals(List.of("begins 2", "waits 2 after 1 for 1", "begins 2", "done 2"), bench.told);
    assertEquals(List.of("1 SQL yes", "2 SQL yes"), target.history());
  }
}
