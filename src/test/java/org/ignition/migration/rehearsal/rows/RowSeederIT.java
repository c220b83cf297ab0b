package org.ignition.migration.rehearsal.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.trace.Relation;
import org.ignition.testing.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shape of table that is known to matter gets a row, or says why not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowSeederIT {

  private final ScratchServer server = Postgres.server(17);
  private final String database = server.createDatabase();
  private Connection session;
  private RowSeeder seeder;

  @BeforeAll
  void connect() throws SQLException {
    session = server.connect(database, SessionRole.OWNER);
    session.setAutoCommit(false);
    seeder = new RowSeeder(session);
  }

  @BeforeEach
  void make() throws SQLException {
    run("CREATE SCHEMA tried; SET LOCAL search_path = tried, public");
  }

  @AfterEach
  void undo() throws SQLException {
    session.rollback();
  }

  @AfterAll
  void leave() throws SQLException {
    seeder.close();
    session.close();
    server.dropDatabase(database);
  }

  static Stream<Shape> shapes() throws Exception {
    try (InputStream text =
        Objects.requireNonNull(RowSeederIT.class.getResourceAsStream("shapes.sql"))) {
      String all = new String(text.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(all.split("-- shape: ")).filter(shape -> !shape.isBlank()).map(Shape::of);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void populatesEachTableThatTakesARow(Shape shape) throws SQLException {
    run(shape.sql());
    List<Relation> tables = tables();

    Seeded seeded = seeder.seed(tables);

    assertFalse(seeded.needsClone());
    if (shape.isEmpty()) {
      assertEquals(List.of(), seeded.populated());
      assertEquals(tables.size(), seeded.empty().size());
    } else {
      assertEquals(List.of(), seeded.empty());
      assertEquals(tables.size(), seeded.populated().size());
    }
    for (Relation table : tables) {
      boolean populated = seeded.populated().contains(table);
      assertEquals(populated, count(table) > 0, table.toString());
    }
  }

  @Test
  void makesTheSameRowsEachTime() throws SQLException {
    run("CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), a text, at timestamptz)");
    run("SAVEPOINT again");
    seeder.seed(tables());
    String first = text("SELECT string_agg(t::text, ' ') FROM t");
    run("ROLLBACK TO again");
    seeder.seed(tables());
    assertEquals(first, text("SELECT string_agg(t::text, ' ') FROM t"));
    assertTrue(first.contains("ignition-2"), first);
  }

  @Test
  void leavesNullInOneRowAndValuesInTheOther() throws SQLException {
    run("CREATE TABLE t (id int PRIMARY KEY, note text)");
    seeder.seed(tables());
    assertEquals("1 of 2", text("SELECT count(note) || ' of ' || count(*) FROM t"));
  }

  @Test
  void takesNoKeyThatMigrationsTake() throws SQLException {
    run("CREATE TABLE t (id serial PRIMARY KEY, name text UNIQUE)");
    seeder.seed(tables());
    run("INSERT INTO t (name) VALUES ('a'); INSERT INTO t VALUES (2, 'b')");
    assertEquals("4", text("SELECT count(*) FROM t"));
    assertEquals("1", text("SELECT min(id) FROM t"));
  }

  @Test
  void leavesTablesAloneThatHoldRows() throws SQLException {
    run("CREATE TABLE t (id int); INSERT INTO t VALUES (5)");
    Seeded seeded = seeder.seed(tables());
    assertEquals(1, seeded.populated().size());
    assertEquals("5", text("SELECT sum(id) FROM t"));
  }

  @Test
  void leavesSettingsAndDeferredConstraintsAsTheyWere() throws SQLException {
    run(
        "CREATE TABLE a (id int PRIMARY KEY);"
            + "CREATE TABLE b (a int NOT NULL REFERENCES a DEFERRABLE INITIALLY DEFERRED)");
    run("SET LOCAL standard_conforming_strings = off; SET LOCAL client_min_messages = error");
    assertEquals(2, seeder.seed(tables()).populated().size());
    assertEquals("tried, public", text("SHOW search_path"));
    assertEquals("off", text("SHOW standard_conforming_strings"));
    assertEquals("", text("SELECT current_setting('ignition.seeded')"));
    run("INSERT INTO b VALUES (12345); DELETE FROM b WHERE a = 12345");
    run("ALTER TABLE a ADD COLUMN pending int");
  }

  @Test
  void asksForACloneWhenARowNeedsANewLabel() throws SQLException {
    run("CREATE TYPE mood AS ENUM ('old')");
    session.commit();
    run("ALTER TYPE tried.mood ADD VALUE 'new' BEFORE 'old'");
    run("CREATE TABLE tried.t (m tried.mood NOT NULL)");
    Seeded seeded = seeder.seed(tables());
    session.rollback();
    run("DROP SCHEMA tried CASCADE");
    session.commit();
    assertTrue(seeded.needsClone());
    assertEquals(1, seeded.empty().size());
  }

  @Test
  void saysWhichEmptyTableStandsInTheWay() throws SQLException {
    run("CREATE TABLE a (id int PRIMARY KEY CHECK (false))");
    run("CREATE TABLE b (a int NOT NULL REFERENCES a)");
    assertEquals("it refers to \"a\", which is empty", seeder.seed(tables()).empty().get(1).why());
  }

  @Test
  void endsOneAttemptWhenAStatementTimesOut() throws SQLException {
    run(
        "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$"
            + " BEGIN PERFORM pg_sleep(300); RETURN NEW; END $$;"
            + "CREATE TABLE t (id int);"
            + "CREATE TRIGGER slow BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION slow();"
            + "SET LOCAL statement_timeout = '3s'");
    Seeded seeded = seeder.seed(tables());
    assertTrue(seeded.empty().getFirst().why().contains("statement timeout"));
    assertEquals("0", text("SELECT count(*) FROM t"));
  }

  @Test
  void skipsViewsAndTablesThatAreGone() throws SQLException {
    run("CREATE VIEW v AS SELECT 1 AS a");
    Relation view = new Relation(oid("v"), ObjectKind.VIEW, "tried", "v");
    Relation gone = new Relation(1, ObjectKind.TABLE, "tried", "gone");
    assertEquals(Seeded.NONE, seeder.seed(List.of(view, gone)));
  }

  private List<Relation> tables() throws SQLException {
    List<Relation> tables = new ArrayList<>();
    try (Statement statement = session.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT oid, relname FROM pg_class WHERE relkind IN ('r', 'p')"
                    + " AND relnamespace = 'tried'::regnamespace ORDER BY relname")) {
      while (rows.next()) {
        tables.add(new Relation(rows.getLong(1), ObjectKind.TABLE, "tried", rows.getString(2)));
      }
    }
    return tables;
  }

  private long oid(String name) throws SQLException {
    return Long.parseLong(text("SELECT '" + name + "'::regclass::oid"));
  }

  private long count(Relation table) throws SQLException {
    return Long.parseLong(text("SELECT count(*) FROM " + SqlText.name(table)));
  }

  private String text(String query) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  /** DDL of a few tables, and whether they can't hold a row. */
  record Shape(String name, String sql, boolean isEmpty) {

    private static Shape of(String text) {
      String name = text.lines().findFirst().orElseThrow();
      return new Shape(name, text.substring(name.length()), name.startsWith("empty: "));
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
