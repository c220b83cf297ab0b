package org.ignition.migration.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ignition.migration.Reversibility;
import org.ignition.migration.trace.ScriptRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that reach for more than their own statements. */
class HostileScriptIT {

  private static Pairs users() {
    return Pairs.of("CREATE TABLE users (id int PRIMARY KEY, name text)", "DROP TABLE users");
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void mayReadInASerializableTransaction(int version) {
    Pairs.Shown shown =
        users()
            .then(
                """
                START TRANSACTION ISOLATION LEVEL SERIALIZABLE;
                CREATE TABLE counted AS SELECT count(*) FROM users;
                END;
                """,
                "DROP TABLE counted")
            .rehearse(version);
    assertEquals(Reversibility.EXACT, shown.last().proof().reversibility());
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void mayTakeEveryLockThereIs(int version) {
    Pairs.Shown shown =
        users()
            .then("SELECT pg_advisory_lock(i) FROM generate_series(1, 300000) i", "SELECT 1")
            .rehearse(version);
    ScriptRun.Failed failed = assertInstanceOf(ScriptRun.Failed.class, shown.last().up());
    assertEquals("53200", failed.error().sqlState());
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void maySetTimeoutsForItsDatabase(int version) {
    String sabotage =
        """
        DO $$ BEGIN
          EXECUTE format('ALTER DATABASE %I SET statement_timeout = 1', current_database());
          EXECUTE format('ALTER DATABASE %I SET search_path = nowhere', current_database());
        END $$;
        """;
    Pairs.Shown shown =
        users()
            .then(sabotage, "SELECT pg_terminate_backend(pg_backend_pid())")
            .then("CREATE INDEX CONCURRENTLY i ON public.users (name)", "DROP INDEX public.i")
            .rehearse(version);
    assertTrue(shown.outcome().stopped().isEmpty());
    assertEquals(Reversibility.EXACT, shown.last().proof().reversibility());
  }
}
