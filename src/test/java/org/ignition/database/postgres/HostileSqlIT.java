package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.ignition.database.ScratchServer;
import org.ignition.database.ServerError;
import org.ignition.database.ServerMessage;
import org.ignition.database.SessionRole;
import org.ignition.testing.Postgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What SQL of a pull request can and can't do, and how the server's words come back. */
class HostileSqlIT {

  private static final List<String> REFUSED =
      List.of(
          "COPY t FROM PROGRAM 'id'",
          "COPY t TO PROGRAM 'cat'",
          "COPY t FROM '/etc/passwd'",
          "COPY t TO '/tmp/x'",
          "SELECT lo_import('/etc/passwd')",
          "SELECT lo_export(1, '/tmp/x')",
          "SELECT pg_read_file('/etc/passwd')",
          "SELECT pg_read_binary_file('PG_VERSION')",
          "SELECT pg_ls_dir('.')",
          "SELECT pg_stat_file('PG_VERSION')",
          "LOAD '/tmp/x.so'",
          "LOAD 'auto_explain'",
          "CREATE FUNCTION f(cstring) RETURNS int AS 'libc.so.6', 'system' LANGUAGE c",
          "CREATE FUNCTION f(cstring) RETURNS int AS 'system' LANGUAGE internal",
          "SET SESSION AUTHORIZATION administrator",
          "SET ROLE administrator",
          "ALTER ROLE postgres SUPERUSER",
          "ALTER ROLE administrator PASSWORD 'x'",
          "CREATE ROLE x SUPERUSER",
          "CREATE ROLE x CREATEDB",
          "CREATE ROLE x REPLICATION",
          "GRANT administrator TO postgres",
          "GRANT pg_execute_server_program TO postgres",
          "GRANT pg_read_server_files TO postgres",
          "GRANT pg_write_server_files TO postgres",
          "CREATE DATABASE x",
          "ALTER DATABASE template1 SET work_mem = '1MB'",
          "ALTER SYSTEM SET archive_command = 'id'",
          "SELECT pg_reload_conf()",
          "SELECT rolpassword FROM pg_authid",
          "SELECT passwd FROM pg_shadow",
          "SELECT current_setting('data_directory')",
          "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION g()",
          "CREATE TABLESPACE x LOCATION '/tmp'",
          "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1' PUBLICATION p",
          "CREATE FOREIGN DATA WRAPPER w",
          "UPDATE pg_class SET relname = relname",
          "SET temp_file_limit = -1",
          "SET dynamic_library_path = '/tmp'",
          "SET session_preload_libraries = 'x'",
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'administrator'");

  private static final List<String> ABSENT =
      List.of(
          "dblink",
          "file_fdw",
          "postgres_fdw",
          "adminpack",
          "plperl",
          "plperlu",
          "plpython3u",
          "pltcl",
          "pltclu",
          "xml2",
          "sslinfo",
          "amcheck",
          "pageinspect",
          "pg_surgery",
          "pg_visibility",
          "pg_walinspect");

  private static final List<String> ALLOWED =
      List.of(
          "autoinc",
          "bloom",
          "btree_gin",
          "btree_gist",
          "citext",
          "cube",
          "dict_int",
          "dict_xsyn",
          "earthdistance",
          "fuzzystrmatch",
          "hstore",
          "insert_username",
          "intagg",
          "intarray",
          "isn",
          "lo",
          "ltree",
          "moddatetime",
          "pg_buffercache",
          "pg_prewarm",
          "pg_stat_statements",
          "pg_trgm",
          "pgcrypto",
          "pgrowlocks",
          "pgstattuple",
          "refint",
          "seg",
          "tablefunc",
          "tcn",
          "tsm_system_rows",
          "tsm_system_time",
          "unaccent",
          "uuid-ossp");

  static Stream<Arguments> refused() {
    return Stream.of(17, 18)
        .flatMap(version -> REFUSED.stream().map(sql -> Arguments.of(version, sql)));
  }

  private interface Use {
    void of(ScratchServer server, String database, Statement statement) throws Exception;
  }

  private static void asOwner(int version, Use use) throws Exception {
    ScratchServer server = Postgres.server(version);
    String database = server.createDatabase();
    try (Connection session = server.connect(database, SessionRole.OWNER);
        Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("CREATE TABLE t (a text)");
      use.of(server, database, statement);
    } finally {
      server.dropDatabase(database);
    }
  }

  private static @Nullable ServerError failure(
      ScratchServer server, Statement statement, String sql) {
    try {
      statement.execute(sql);
      return null;
    } catch (SQLException e) {
      return server.explain(e);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("refused")
  void isRefused(int version, String sql) throws Exception {
    asOwner(
        version,
        (server, _, statement) -> {
          if (sql.contains("g()")) {
            statement.execute(
                "CREATE FUNCTION g() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'");
          }
          ServerError error = failure(server, statement, sql);
          assertNotNull(error);
          assertEquals("42501", error.sqlState(), error::toString);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void hasTheExtensionsOnTheList(int version) throws Exception {
    asOwner(
        version,
        (server, _, statement) -> {
          for (String extension : ALLOWED) {
            assertNull(
                failure(server, statement, "CREATE EXTENSION \"" + extension + "\""), extension);
          }
          for (String extension : ABSENT) {
            ServerError error = failure(server, statement, "CREATE EXTENSION " + extension);
            assertNotNull(error, extension);
            assertEquals("0A000", error.sqlState(), extension);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void runsWithoutRightsOfOurs(int version) throws Exception {
    asOwner(
        version,
        (_, _, statement) -> {
          Path process = Path.of("/proc", one(statement, "SELECT pg_backend_pid()"));
          List<String> status = Files.readAllLines(process.resolve("status"));
          if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            int nobody = (int) Files.getAttribute(process, "unix:uid");
            assertFalse(nobody == 0);
            assertTrue(status.contains("Groups:\t "), status::toString);
            assertTrue(status.contains("CapEff:\t0000000000000000"), status::toString);
            assertTrue(status.contains("NoNewPrivs:\t1"), status::toString);
          }
          assertEquals(List.of(), foreignVariables(process));
        });
  }

  /** The server overwrites its arguments, not what it was given as environment. */
  private static List<String> foreignVariables(Path process) throws IOException {
    return Stream.of(Files.readString(process.resolve("environ")).split("\0"))
        .filter(variable -> variable.matches("(?s)[A-Za-z_][A-Za-z0-9_-]*=.*"))
        .filter(variable -> !variable.matches("(?s)(PATH|LC_[A-Z]+|TZ|PWD|OLDPWD|PG[A-Z]+)=.*"))
        .toList();
  }

  private static String one(Statement statement, String query) throws SQLException {
    try (ResultSet answer = statement.executeQuery(query)) {
      answer.next();
      return answer.getString(1);
    }
  }

  @Test
  void sendsStatementsAsTheyAre() throws Exception {
    asOwner(
        17,
        (server, _, statement) -> {
          assertEquals("t", one(statement, "SELECT '{\"a\":1}'::jsonb ? 'a'"));
          statement.execute("DO $x$ BEGIN EXECUTE 'SELECT $1' USING 1; END $x$");
          statement.execute(
              "CREATE FUNCTION f(x int) RETURNS int BEGIN ATOMIC SELECT $1 + x; SELECT x; END");
          assertEquals("2", one(statement, "SELECT f(2)"));
          ServerError unknown = failure(server, statement, "SELECT '\u00e9\ud83d\ude00', foo");
          assertNotNull(unknown);
          assertEquals(new Place("42703", 14), new Place(unknown.sqlState(), unknown.position()));
          assertEquals(
              2, server.copyIn(statement.getConnection(), "COPY t FROM stdin", "one\ntwo\n"));
        });
  }

  private record Place(String state, int position) {}

  @Test
  void passesOnWhatTheServerSays() throws Exception {
    asOwner(
        18,
        (server, _, statement) -> {
          statement.execute("SET client_min_messages = debug1");
          statement.execute("ALTER TABLE t ADD COLUMN b float DEFAULT random()");
          List<ServerMessage> messages = server.messages(statement.getWarnings());
          assertTrue(
              messages.contains(new ServerMessage("DEBUG", "rewriting table \"t\"", "")),
              messages::toString);
        });
  }

  @Test
  void letsAnOwnerInWhoLockedHimselfOut() throws Exception {
    try (ScratchServer server =
        EmbeddedPostgres.start(17, Postgres.folders(), new SecureRandom())) {
      String database = server.createDatabase();
      for (String sabotage :
          List.of(
              "ALTER ROLE postgres PASSWORD 'known'",
              "ALTER ROLE postgres SET local_preload_libraries = 'none'")) {
        try (Connection session = server.connect(database, SessionRole.OWNER);
            Statement statement = session.createStatement()) {
          statement.execute(sabotage);
        }
      }
      server.connect(database, SessionRole.OWNER).close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void copiesDatabasesThatAreInUse(int version) throws Exception {
    asOwner(
        version,
        (server, database, statement) -> {
          statement.execute("INSERT INTO t VALUES ('kept')");
          long began = System.nanoTime();
          String copy = server.cloneDatabase(database);
          System.out.printf(
              "PostgreSQL %d: cloned in %d ms%n", version, (System.nanoTime() - began) / 1_000_000);
          ServerError ended = failure(server, statement, "SELECT 1");
          assertTrue(ended != null && ended.endsSession());
          try (Connection session = server.connect(copy, SessionRole.OWNER);
              Statement there = session.createStatement()) {
            assertEquals("kept", one(there, "SELECT a FROM t"));
            assertEquals(
                "postgres",
                one(
                    there,
                    "SELECT pg_get_userbyid(datdba) FROM pg_database"
                        + " WHERE datname = current_database()"));
          }
          server.dropDatabase(copy);
          server.dropDatabase(copy);
        });
  }
}
