package org.ignition;

import static org.ignition.Shop.Run.assertEnds;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of SQLite, migrated as users migrate it. */
@Timeout(180)
class SqliteMigrateIT {

  @TempDir Path home;
  private Shop shop;
  private Path file;

  @BeforeEach
  void create() throws Exception {
    shop = Shop.create(home, "ghcr.io/acme/shop");
    file = shop.folder().resolve("shop.db");
    shop.write(".gitignore", "shop.db*\n");
  }

  private void pair(String name, String up, String down) throws IOException {
    shop.write("db/migrations/" + name + ".sql", up + "\n");
    shop.write("db/migrations/" + name + ".down.sql", down + "\n");
  }

  private void tables() throws IOException {
    pair("0001_users", "CREATE TABLE users (id integer PRIMARY KEY);", "DROP TABLE users;");
    pair(
        "0002_name",
        "ALTER TABLE users ADD COLUMN name text;",
        "ALTER TABLE users DROP COLUMN name;");
  }

  private Shop.Run migrate(String... inputs) throws Exception {
    shop.commit("migrations");
    Map<String, String> all = new HashMap<>();
    all.put("command", "migrate");
    all.put("database-url", "sqlite:shop.db");
    for (int i = 0; i < inputs.length; i += 2) {
      all.put(inputs[i], inputs[i + 1]);
    }
    return shop.step("refs/heads/main", all);
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection session = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = session.createStatement()) {
      List<String> values = new ArrayList<>();
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            values.add(rows.getString(1));
          }
        }
      }
      return values;
    }
  }

  @Test
  void backsUpAFileProvesItAndBringsItBack() throws Exception {
    tables();
    assertEquals(0, migrate("phase", "all").code());
    query("INSERT INTO users (name) VALUES ('Ada')");
    Shop.Run created = migrate("command", "backup", "operation", "create", "verify", "restore");
    assertEquals(0, created.code(), created::toString);
    String name = created.output("backup");
    assertTrue(name.endsWith(".sqlite"), created::toString);
    Shop.Run verified = migrate("command", "backup", "operation", "verify");
    assertEquals("passed", verified.output("result"), verified::toString);
    query("DROP TABLE users");
    Shop.Run restored = migrate("command", "backup", "operation", "restore", "from", name);
    assertEquals(0, restored.code(), restored::toString);
    assertEquals("2", restored.output("schema-version"));
    assertEquals(List.of("Ada"), query("SELECT name FROM users"));
    Shop.Run listed = migrate("command", "backup", "operation", "list");
    assertTrue(listed.out().contains(restored.output("backup-before")), listed::toString);
  }

  @Test
  void triesPendingMigrationsOnTheNewestBackupOrOnACopy() throws Exception {
    pair("0001_users", "CREATE TABLE users (id integer PRIMARY KEY);", "DROP TABLE users;");
    assertEnds(0, "done", migrate());
    query("INSERT INTO users VALUES (1), (1000)");
    pair(
        "0002_names",
        "CREATE TABLE names (id integer PRIMARY KEY CHECK (id < 1000));\n"
            + "INSERT INTO names SELECT id FROM users;",
        "DROP TABLE names;");
    String[] rehearsed = {"phase", "all", "rehearse-on-backup", "true"};
    Shop.Run refused = migrate(rehearsed);
    assertEquals("IGN-MIG-011", refused.output("error-code"), refused::toString);
    assertTrue(refused.out().contains("as no backup of it is stored"), refused::toString);
    assertEquals(List.of("1"), query("SELECT MAX(version) FROM schema_migrations"));
    query("DELETE FROM users WHERE id = 1000");
    Shop.Run created = migrate("command", "backup", "operation", "create");
    assertEquals(0, created.code(), created::toString);
    Shop.Run run = migrate(rehearsed);
    assertEnds(0, "done", run);
    assertTrue(run.out().contains("Rehearsed on " + created.output("backup")), run::toString);
    assertTrue(run.out().contains("0002 names runs, 0.0 s on the data of 2"), run::toString);
    assertEquals(List.of("1"), query("SELECT count(*) FROM names"));
    try (Stream<Path> files = Files.list(shop.folder().resolve("backups"))) {
      assertTrue(files.noneMatch(each -> each.getFileName().toString().contains(".partial")));
    }
  }

  @Test
  void appliesAndTellsTheApplication() throws Exception {
    tables();
    Shop.Run run = migrate();
    assertEnds(0, "done", run);
    assertEquals(List.of("2"), query("SELECT MAX(version) FROM schema_migrations"));
    assertEquals(
        List.of("2", "1"), query("SELECT * FROM schema_migrations ORDER BY version DESC LIMIT 5"));
    assertEquals(List.of("2"), query("SELECT count(*) FROM ignition_migrations"));
    assertEnds(0, "unchanged", migrate());
  }

  @Test
  void onlyPlansInADryRun() throws Exception {
    tables();
    assertEnds(0, "planned", migrate("dry-run", "true"));
    assertFalse(Files.exists(file));
  }

  @Test
  void goesBackWithACopyOfTheFile() throws Exception {
    tables();
    assertEnds(0, "done", migrate());
    query("INSERT INTO users VALUES (1, 'Ann'), (2, NULL)");
    Shop.Run refused = migrate("to", "1", "allow-down", "true");
    assertEquals("IGN-MIG-016", refused.output("error-code"), refused::toString);
    assertTrue(refused.out().contains("1 value"), refused::toString);
    Shop.Run run = migrate("to", "1", "allow-down", "true", "allow-data-loss", "true");
    assertEnds(0, "done", run);
    assertEquals(List.of("1"), query("SELECT MAX(version) FROM schema_migrations"));
    Path backup = shop.folder().resolve("backups").resolve(run.output("backup"));
    try (Connection copy = DriverManager.getConnection("jdbc:sqlite:" + backup);
        Statement statement = copy.createStatement();
        ResultSet row = statement.executeQuery("SELECT name FROM users WHERE id = 1")) {
      assertEquals("Ann", row.getString(1));
    }
    assertEnds(0, "done", migrate());
    assertEquals(List.of("2"), query("SELECT MAX(version) FROM schema_migrations"));
  }

  @Test
  void keepsNothingOfAFileThatFails() throws Exception {
    tables();
    pair(
        "0003_broken",
        "CREATE TABLE half (id integer);\nINSERT INTO nowhere VALUES (1);",
        "DROP TABLE half;");
    Shop.Run run = migrate("phase", "all");
    assertEnds(5, "partial", run);
    assertEquals("IGN-MIG-011", run.output("error-code"), run::toString);
    assertTrue(run.out().contains("0003_broken.sql,line=2"), run::toString);
    assertEquals(List.of(), query("SELECT name FROM sqlite_schema WHERE name = 'half'"));
    assertEquals(List.of("2"), query("SELECT MAX(version) FROM schema_migrations"));
  }

  @Test
  void asksForARepairWhereWhatRanLeavesAReferenceToNothing() throws Exception {
    pair(
        "0001_orders",
        "CREATE TABLE users (id integer PRIMARY KEY);\n"
            + "CREATE TABLE orders (user integer REFERENCES users);",
        "DROP TABLE orders; DROP TABLE users;");
    assertEnds(0, "done", migrate());
    query("INSERT INTO users VALUES (1)");
    query("INSERT INTO orders VALUES (1)");
    pair(
        "0002_leave",
        "-- ignition: no-transaction\nPRAGMA foreign_keys = OFF;\nDELETE FROM users;",
        "-- ignition: no-transaction\nINSERT INTO users VALUES (1);");
    Shop.Run run = migrate("phase", "all");
    assertEnds(5, "partial", run);
    assertEquals("IGN-MIG-011", run.output("error-code"), run::toString);
    assertTrue(run.out().contains("all statements ran: "), run::toString);
    assertTrue(run.out().contains("`repair: applied`"), run::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE ignition_migrations SET down_script = 'SELECT 1';",
        "DELETE FROM ignition_migrations;",
        "REPLACE INTO ignition_migrations SELECT * FROM ignition_migrations;",
        "-- ignition: no-transaction\nDELETE FROM main.ignition_migrations;"
      })
  void refusesAFileThatTouchesTheRowsOfTheHistory(String attack) throws Exception {
    tables();
    assertEnds(0, "done", migrate("phase", "all"));
    List<String> before = query("SELECT down_script FROM ignition_migrations");
    pair("0003_hostile", attack, "SELECT 1;");
    Shop.Run run = migrate("phase", "all");
    assertTrue(List.of("failed", "refused").contains(run.output("result")), run::toString);
    assertTrue(run.out().contains("0003_hostile.sql"), run::toString);
    assertEquals(before, query("SELECT down_script FROM ignition_migrations"));
    assertEquals(List.of("2"), query("SELECT MAX(version) FROM schema_migrations"));
  }

  @Test
  void changesNothingThatIsDamaged() throws Exception {
    tables();
    assertEnds(0, "done", migrate("to", "1"));
    query("CREATE TABLE orders (id integer PRIMARY KEY, user integer REFERENCES users)");
    query("INSERT INTO orders VALUES (1, 99)");
    Shop.Run run = migrate();
    assertEquals("IGN-SQL-014", run.output("error-code"), run::toString);
    assertEquals(List.of("1"), query("SELECT MAX(version) FROM schema_migrations"));
  }

  @Test
  void keepsNothingOfAFileThatLeavesAReferenceToNothing() throws Exception {
    pair("0001_users", "CREATE TABLE users (id integer PRIMARY KEY);", "DROP TABLE users;");
    pair(
        "0002_orders",
        "CREATE TABLE orders (id integer, user integer REFERENCES users);\n"
            + "INSERT INTO orders VALUES (1, 99);",
        "DROP TABLE orders;");
    Shop.Run run = migrate("phase", "all");
    assertEnds(5, "partial", run);
    assertTrue(run.out().contains("0002_orders.sql"), run::toString);
    assertEquals(List.of("1"), query("SELECT MAX(version) FROM schema_migrations"));
    assertEquals(List.of(), query("SELECT name FROM sqlite_schema WHERE name = 'orders'"));
  }

  @Test
  void leavesAFileAloneThatAnotherProcessHolds() throws Exception {
    tables();
    assertEnds(0, "done", migrate("to", "1"));
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      assertEquals("IGN-SQL-012", migrate("lock-timeout", "0s").output("error-code"));
      statement.execute("ROLLBACK");
      statement.execute("BEGIN IMMEDIATE");
      Shop.Run waiting = migrate("lock-timeout", "1s");
      assertEquals("IGN-SQL-012", waiting.output("error-code"), waiting::toString);
      assertTrue(waiting.out().contains("Another program uses this database\n"), waiting::toString);
      statement.execute("ROLLBACK");
    }
    assertEnds(0, "done", migrate());
  }

  private void damage(int at) throws IOException {
    try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
      damaged.seek(at);
      damaged.write(new byte[(int) Math.min(8192, damaged.length() - at)]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4096})
  void restoresADamagedFileWhereThatIsAllowedAndKeepsIt(int at) throws Exception {
    tables();
    assertEquals(0, migrate("phase", "all").code());
    query("INSERT INTO users VALUES (1, hex(randomblob(30000)))");
    assertEquals(0, migrate("command", "backup", "operation", "create").code());
    damage(at);
    byte[] old = Files.readAllBytes(file);
    String[] restore = {"command", "backup", "operation", "restore", "from", "latest"};
    Shop.Run refused = migrate(restore);
    assertNotEquals(0, refused.code(), refused::toString);
    assertTrue(refused.out().contains("`allow-data-loss: true`"), refused::toString);
    assertArrayEquals(old, Files.readAllBytes(file));
    String[] allowed = Arrays.copyOf(restore, restore.length + 2);
    allowed[restore.length] = "allow-data-loss";
    allowed[restore.length + 1] = "true";
    Shop.Run restored = migrate(allowed);
    assertEquals(0, restored.code(), restored::toString);
    assertEquals("warned", restored.output("result"), restored::toString);
    assertEquals("", restored.output("backup-before"));
    assertEquals(List.of("60000"), query("SELECT length(name) FROM users"));
    assertArrayEquals(old, Files.readAllBytes(file.resolveSibling("shop.db.set-aside")));
  }
}
