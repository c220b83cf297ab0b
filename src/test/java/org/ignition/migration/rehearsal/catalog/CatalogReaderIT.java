package org.ignition.migration.rehearsal.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.migration.snapshot.Identity;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.snapshot.Sentences;
import org.ignition.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogReaderIT {

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void rereadingWhatWasTouchedEqualsReadingAll(int major) throws Exception {
    try (Connection session = session(major, SessionRole.ADMINISTRATOR);
        CatalogReader reader = new CatalogReader(session, CatalogReader.HISTORY_TABLES)) {
      run(session, text("event-triggers.sql"));
      SchemaSnapshot previous = reader.read();
      for (String statement : statements(major)) {
        run(session, statement);
        SchemaSnapshot reread = reader.reread(previous, touched(session, statement));
        SchemaSnapshot read = reader.read();
        assertEquals(
            List.of(), SchemaDiff.byName(read, reread).differences(), "after " + statement);
        assertEquals(read, reread, "identities after " + statement);
        previous = reread;
      }
      session.rollback();
    }
  }

  private static List<String> statements(int major) throws IOException {
    List<String> statements = new ArrayList<>(text("statements.sql").lines().toList());
    if (major >= 18) {
      statements.addAll(text("statements-18.sql").lines().toList());
    }
    return statements;
  }

  private static Set<Identity> touched(Connection session, String sql) throws SQLException {
    Set<Identity> touched = new HashSet<>();
    try (Statement statement = session.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "DELETE FROM ignition_test.touched RETURNING classid, objid, objsubid")) {
      while (rows.next()) {
        touched.add(new Identity(rows.getLong(1), rows.getLong(2), rows.getInt(3)));
      }
    }
    if (CatalogReader.isUnseen(sql)) {
      touched.add(Identity.UNKNOWN);
    }
    return touched;
  }

  @Test
  void leavesSettingsAndLocksAsTheyWere() throws Exception {
    try (Connection session = session(17, SessionRole.OWNER);
        CatalogReader reader = new CatalogReader(session, Set.of())) {
      run(session, "CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t");
      session.commit();
      run(session, "SET search_path = 'x', 'y'; SET LOCAL quote_all_identifiers = on");
      reader.read();

      assertEquals("x, y", one(session, "SHOW search_path"));
      assertEquals("on", one(session, "SHOW quote_all_identifiers"));
      assertEquals(
          "0",
          one(
              session,
              "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid()"
                  + " AND relation >= 16384"));
      session.rollback();
    }
  }

  @Test
  void readsTheSameWhateverTheSettings() throws Exception {
    try (Connection session = session(17, SessionRole.OWNER);
        CatalogReader reader = new CatalogReader(session, Set.of())) {
      run(
          session,
          "CREATE TABLE t (a timestamptz DEFAULT '2026-01-01 00:00Z');"
              + " CREATE VIEW v AS SELECT a FROM t");
      SchemaSnapshot before = reader.read();
      run(
          session,
          "SET LOCAL search_path = public; SET LOCAL TimeZone = 'Asia/Tokyo';"
              + " SET LOCAL DateStyle = 'ISO, DMY'; SET LOCAL quote_all_identifiers = on");
      assertEquals(before, reader.read());
      session.rollback();
    }
  }

  @Test
  void leavesOutHistoryTablesExtensionsAndOurOwn() throws Exception {
    try (Connection session = session(17, SessionRole.ADMINISTRATOR);
        CatalogReader reader = new CatalogReader(session, CatalogReader.HISTORY_TABLES)) {
      SchemaSnapshot before = reader.read();
      run(
          session,
          "CREATE TABLE goose_db_version (id serial PRIMARY KEY);"
              + " CREATE SCHEMA ignition_x; CREATE TABLE ignition_x.t (a int);"
              + " CREATE TABLE ignition_rows (a int); CREATE EXTENSION citext;"
              + " CREATE TEMP TABLE passing (a int)");

      assertEquals(
          List.of("extension citext is new"),
          Sentences.OF_CHANGE.of(SchemaDiff.byIdentity(before, reader.read())));
      session.rollback();
    }
  }

  @Test
  void privilegesThatTheOwnerHasAnywayAreNone() throws Exception {
    try (Connection session = session(17, SessionRole.OWNER);
        CatalogReader reader = new CatalogReader(session, Set.of())) {
      run(session, "CREATE TABLE t (a int)");
      SchemaSnapshot before = reader.read();
      run(session, "GRANT SELECT ON t TO PUBLIC; REVOKE SELECT ON t FROM PUBLIC");

      assertTrue(SchemaDiff.byName(before, reader.read()).isEmpty());
      session.rollback();
    }
  }

  @Test
  void notNullConstraintsKeepNoNamesOn18() throws Exception {
    try (Connection session = session(18, SessionRole.OWNER);
        CatalogReader reader = new CatalogReader(session, Set.of())) {
      run(session, "CREATE TABLE b (x int NOT NULL)");
      SchemaSnapshot direct = reader.read();
      run(session, "DROP TABLE b; CREATE TABLE a (y int NOT NULL)");
      run(session, "ALTER TABLE a RENAME TO b; ALTER TABLE b RENAME y TO x");

      assertTrue(SchemaDiff.byName(direct, reader.read()).isEmpty());
      session.rollback();
    }
  }

  @Test
  void unreachedTablesAreShared() throws Exception {
    try (Connection session = session(17, SessionRole.OWNER);
        CatalogReader reader = new CatalogReader(session, Set.of())) {
      run(session, "CREATE TABLE t (a int); CREATE TABLE u (a int)");
      SchemaSnapshot before = reader.read();
      run(session, "ALTER TABLE t ADD COLUMN b int");
      long oid = Long.parseLong(Objects.requireNonNull(one(session, "SELECT 't'::regclass::oid")));
      SchemaSnapshot after = reader.reread(before, Set.of(new Identity(1259, oid, 0)));

      ObjectName other = new ObjectName(ObjectKind.TABLE, "public", "", "u");
      assertSame(before.group(other).orElseThrow(), after.group(other).orElseThrow());
      assertTrue(after.find(new ObjectName(ObjectKind.COLUMN, "public", "t", "b")).isPresent());
      session.rollback();
    }
  }

  @Test
  void readsOutsideOfATransactionToo() throws Exception {
    try (Connection session = session(17, SessionRole.OWNER);
        CatalogReader reader = new CatalogReader(session, Set.of())) {
      session.setAutoCommit(true);
      run(session, "SET search_path = 'x'");
      SchemaSnapshot read = reader.read();

      assertEquals(read, reader.reread(read, Set.of(Identity.UNKNOWN)));
      assertEquals("x", one(session, "SHOW search_path"));
      assertTrue(session.getAutoCommit());
    }
  }

  @Test
  void refusesInAFailedTransaction() throws Exception {
    try (Connection session = session(17, SessionRole.OWNER);
        CatalogReader reader = new CatalogReader(session, Set.of())) {
      assertThrows(SQLException.class, () -> run(session, "SELECT 1/0"));
      assertThrows(SQLException.class, reader::read);
      session.rollback();
      assertTrue(reader.read().objects().size() > 0);
      session.rollback();
    }
  }

  private static Connection session(int major, SessionRole role) throws SQLException {
    ScratchServer server = Postgres.server(major);
    Connection session = server.connect(server.createDatabase(), role);
    // An administrator's sessions look nowhere but into the catalog.
    run(session, "SET search_path TO \"$user\", public");
    session.setAutoCommit(false);
    return session;
  }

  private static void run(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  private static String one(Connection session, String query) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertTrue(rows.next());
      return rows.getString(1);
    }
  }

  private static String text(String name) throws IOException {
    try (InputStream file = CatalogReaderIT.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
