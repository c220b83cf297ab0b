package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.testing.Postgres;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a script sets for its database must not hold for those who watch it: they are superusers.
 */
class SabotagedDatabaseIT {

  private static final String SABOTAGE =
      """
      CREATE TABLE public.pg_class AS SELECT 'trap'::name AS relname;
      DO $$
      DECLARE setting text;
      BEGIN
        FOREACH setting IN ARRAY ARRAY[
          'search_path = public, pg_catalog', 'statement_timeout = 1', 'lock_timeout = 1',
          'default_transaction_read_only = on']
        LOOP
          EXECUTE format('ALTER DATABASE %I SET %s', current_database(), setting);
        END LOOP;
      END $$;
      """;

  private static String one(Statement statement, String query) throws SQLException {
    try (ResultSet answer = statement.executeQuery(query)) {
      answer.next();
      return answer.getString(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void leavesWhoWatchesAsHeIs(int version) throws Exception {
    ScratchServer server = Postgres.server(version);
    String database = server.createDatabase();
    try (Connection owner = server.connect(database, SessionRole.OWNER);
        Statement script = owner.createStatement()) {
      script.execute(SABOTAGE);
      try (Connection session = server.connect(database, SessionRole.ADMINISTRATOR);
          Statement statement = session.createStatement()) {
        assertEquals("pg_catalog", one(statement, "SHOW search_path"));
        assertTrue(Integer.parseInt(one(statement, "SELECT count(*) FROM pg_class")) > 100);
        assertEquals("", one(statement, "SELECT pg_sleep(0.02)"));
        statement.execute("CREATE TABLE public.written (a int)");
      }
    } finally {
      server.dropDatabase(database);
    }
  }
}
