package org.ignition.migration.rehearsal.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.failure.InputException;
import org.ignition.image.Digest;
import org.ignition.migration.Script;
import org.ignition.migration.rehearsal.catalog.CatalogReader;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.sql.Position;
import org.ignition.migration.sql.SqlScript;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.testing.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Migrations that keep, lose and bring back rows. */
class RowWatchIT {

  private static final String SCHEMA =
      """
      CREATE TABLE users (id int PRIMARY KEY, email text, data json, made timestamptz);
      CREATE TABLE "od""d" (x xml, p point, r int4range);
      CREATE TABLE nothing ();
      CREATE TABLE parts (k int) PARTITION BY LIST (k);
      CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);
      """;

  private final ScratchServer server = Postgres.server(17);
  private final String database = server.createDatabase();
  private Connection session;
  private CatalogReader catalog;

  @BeforeEach
  void make() throws SQLException {
    session = server.connect(database, SessionRole.OWNER);
    session.setAutoCommit(false);
    catalog = new CatalogReader(session, Set.of());
    run(SCHEMA);
    try (RowSeeder seeder = new RowSeeder(session)) {
      assertEquals(List.of(), seeder.seed(SeedTargets.all(catalog.read())).empty());
    }
  }

  @AfterEach
  void leave() throws SQLException {
    session.close();
    server.dropDatabase(database);
  }

  @Test
  void seesThatNothingIsLost() throws SQLException {
    RowFate fate =
        fate(
            "ALTER TABLE users ADD note text; ALTER TABLE users RENAME TO people;"
                + "ALTER TABLE people RENAME email TO mail; ALTER TABLE people ALTER id TYPE bigint;"
                + "INSERT INTO people VALUES (1, 'a', '{}', now(), 'b')",
            "DELETE FROM people WHERE id = 1; ALTER TABLE people ALTER id TYPE int;"
                + "ALTER TABLE people RENAME mail TO email; ALTER TABLE people RENAME TO users;"
                + "ALTER TABLE users DROP note");
    assertEquals(new RowFate(List.of(), List.of(), List.of()), fate);
  }

  @Test
  void seesAColumnComeBackEmpty() throws SQLException {
    RowFate fate = fate("ALTER TABLE users DROP email", "ALTER TABLE users ADD email text");
    assertEquals("[public.users.email: 1 value gone with the column]", fate.lostByUp().toString());
    assertEquals("[public.users.email: values changed or gone]", fate.notRestored().toString());
  }

  @Test
  void seesATableComeBackEmpty() throws SQLException {
    RowFate fate =
        fate("DROP TABLE \"od\"\"d\"", "CREATE TABLE \"od\"\"d\" (x xml, p point, r int4range)");
    assertEquals("[public.od\"d: 2 rows gone with the table]", fate.lostByUp().toString());
    assertEquals("[public.od\"d: 2 rows gone]", fate.notRestored().toString());
  }

  @Test
  void seesADownThatDeletes() throws SQLException {
    RowFate fate = fate("ALTER TABLE users ADD note text", "DELETE FROM users; DELETE FROM parts");
    assertEquals(
        "[public.parts_1: 2 rows gone, public.users: 2 rows gone]",
        fate.lostByDown().stream().map(RowLoss::toString).sorted().toList().toString());
  }

  @Test
  void seesValuesChange() throws SQLException {
    RowFate fate = fate("UPDATE users SET email = upper(email)", "SELECT");
    assertEquals("[public.users.email: values changed or gone]", fate.notRestored().toString());
  }

  @Test
  void addsUpWhereRowsAreMany() throws SQLException {
    run("CREATE TABLE many (n int, t text)");
    run("INSERT INTO many SELECT n, nullif(n % 3, 0) FROM generate_series(1, 1500) n");
    WatchedRows before = look();
    assertEquals(List.of(), RowFate.losses(before, look()));
    run("UPDATE many SET t = 'x' WHERE n = 1");
    assertEquals("[public.many.t: values changed or gone]", losses(before));
    run("UPDATE many SET t = '1' WHERE n = 1; INSERT INTO many VALUES (0, 'y')");
    assertEquals("[]", losses(before));
    run("DELETE FROM many WHERE n BETWEEN 900 AND 1499");
    assertEquals("[public.many: 599 rows gone]", losses(before));
  }

  private String losses(WatchedRows before) throws SQLException {
    return RowFate.losses(before, look()).toString();
  }

  @Test
  void reportsTablesThatItMayNotRead() throws SQLException {
    run("REVOKE ALL ON users FROM CURRENT_USER; ALTER TABLE nothing RENAME TO still_nothing");
    WatchedRows seen = look();
    assertEquals("[public.users]", seen.unread().toString());
    assertEquals(4, seen.tables().size(), "with that of large objects");
  }

  @Test
  void pointsAtTheLineOfAFixtureThatIsRefused() throws SQLException {
    FixtureRows fixtures = new FixtureRows(server, session);
    fixtures.run(script("INSERT INTO users\nVALUES (7)", Optional.empty()));
    fixtures.run(script("COPY users (id) FROM stdin", Optional.of("8\n9\n")));
    InputException refused =
        assertThrows(
            InputException.class,
            () -> fixtures.run(script("INSERT INTO users\nVALUES (1, nope)", Optional.empty())));
    assertEquals("rows.sql:4:12", refused.problem().at().orElseThrow().toString());
  }

  private static Script script(String text, Optional<String> rows) {
    SqlStatement statement =
        new SqlStatement(text, 0, new Position(3, 5), List.of(), List.of(), rows);
    return new Script(
        Path.of("rows.sql"),
        new SqlScript(text, List.of(statement), List.of(), List.of()),
        true,
        new Digest("sha256:" + "0".repeat(64)));
  }

  private RowFate fate(String up, String down) throws SQLException {
    RowWatch watch = new RowWatch(session);
    WatchedRows before = look();
    run(up);
    WatchedRows afterUp = watch.lookAgain(catalog.read(), before);
    run(down);
    return RowFate.of(before, afterUp, watch.lookAgain(catalog.read(), before));
  }

  private WatchedRows look() throws SQLException {
    SchemaSnapshot schema = catalog.read();
    return new RowWatch(session).look(schema, SeedTargets.all(schema));
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
