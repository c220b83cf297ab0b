package org.ignition.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ignition.backup.BackupWatch;
import org.ignition.failure.RemoteException;
import org.ignition.testing.RealTool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a restore makes of owners, privileges and the rest that no row shows. */
class RestoredSchemaIT {

  @TempDir Path folder;

  private static String schema(Shop shop) throws Exception {
    ProcessBuilder dump =
        new ProcessBuilder(RealTool.require("pg_dump").toString(), "--schema-only", shop.name());
    dump.environment().putAll(shop.target().environment());
    dump.redirectErrorStream(true);
    Process process = dump.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), text);
    return text.lines()
        .filter(line -> !line.startsWith("--") && !line.isBlank() && !line.startsWith("\\"))
        .collect(Collectors.joining("\n"));
  }

  /** What it warned of. */
  private static List<String> restore(Shop shop, Path dump, Ownership ownership) {
    List<String> warnings = new ArrayList<>();
    BackupWatch watch =
        new BackupWatch() {
          @Override
          public void written(long bytes, Duration since) {
            // That is looked at elsewhere.
          }

          @Override
          public void warned(String what) {
            warnings.add(what);
          }
        };
    new PostgresRestoreTarget(
            Shop.clients(), shop.target(), shop.database(), ownership, Duration.ofSeconds(20))
        .restore(dump, watch);
    return warnings;
  }

  private Shop shop;
  private String reader;
  private String app;

  @BeforeEach
  void create() throws Exception {
    open(17);
  }

  private void open(int major) throws Exception {
    shop = Shop.create(major);
    reader = "\"" + shop.name() + " reader\"";
    app = shop.name() + "_app";
    shop.admin("CREATE ROLE " + reader);
    shop.admin("CREATE ROLE " + app);
    shop.admin("GRANT " + app + " TO " + shop.name());
    shop.admin("GRANT CREATE ON SCHEMA public TO " + app);
    shop.run(
        "CREATE EXTENSION citext",
        "CREATE SCHEMA extensions",
        "CREATE EXTENSION pgcrypto SCHEMA extensions",
        "GRANT USAGE ON SCHEMA extensions TO " + reader,
        "CREATE TABLE users (id int PRIMARY KEY, email text, secret text)",
        "CREATE TABLE hidden (id int)",
        "CREATE TABLE apps (id int)",
        "ALTER TABLE apps OWNER TO " + app,
        "CREATE SCHEMA sales",
        "GRANT USAGE ON SCHEMA sales TO " + reader,
        "CREATE TABLE sales.orders (id int)",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO " + reader,
        "ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA sales GRANT INSERT ON TABLES TO " + app,
        "ALTER DEFAULT PRIVILEGES FOR ROLE " + app + " GRANT USAGE ON SEQUENCES TO " + reader,
        "CREATE TABLE later (id int)",
        "CREATE TABLE revoked (id int)",
        "REVOKE ALL ON revoked FROM " + reader,
        "GRANT SELECT (id, email), UPDATE (email) ON users TO " + reader,
        "GRANT SELECT ON sales.orders TO " + app + " WITH GRANT OPTION",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "REVOKE ALL ON FUNCTION f() FROM PUBLIC",
        "CREATE SEQUENCE s",
        "GRANT USAGE ON SEQUENCE s TO " + reader,
        "ALTER TABLE users ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY own ON users FOR SELECT TO " + reader + " USING (email = current_user)",
        "CREATE PUBLICATION changes FOR TABLE users (id, email) WHERE (id > 0)",
        "COMMENT ON TABLE users IS 'people'",
        "SELECT lo_from_bytea(4711, 'a picture'::bytea)",
        "GRANT SELECT ON LARGE OBJECT 4711 TO " + reader,
        "CREATE STATISTICS st ON id, email FROM users");
  }

  /** What is there by then. */
  private void goOn() throws Exception {
    shop.run(
        "ALTER DEFAULT PRIVILEGES GRANT UPDATE ON TABLES TO " + app,
        "ALTER DEFAULT PRIVILEGES GRANT USAGE ON TYPES TO PUBLIC",
        "ALTER DEFAULT PRIVILEGES REVOKE ALL ON SEQUENCES FROM " + shop.name(),
        "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA sales REVOKE INSERT ON TABLES FROM " + app,
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT DELETE ON TABLES TO " + app,
        "ALTER DEFAULT PRIVILEGES FOR ROLE " + app + " REVOKE USAGE ON SEQUENCES FROM " + reader,
        "GRANT CREATE ON SCHEMA public TO " + reader,
        "REVOKE USAGE ON SCHEMA public FROM PUBLIC",
        "GRANT CREATE ON SCHEMA extensions TO PUBLIC",
        "ALTER TABLE users DISABLE ROW LEVEL SECURITY",
        "GRANT ALL ON users, hidden TO " + reader,
        "ALTER TABLE apps OWNER TO " + shop.name(),
        "DROP PUBLICATION changes",
        "CREATE PUBLICATION others FOR TABLE hidden");
  }

  @AfterEach
  void close() throws Exception {
    for (String role : List.of(app, reader)) {
      shop.admin("DROP OWNED BY " + role);
    }
    shop.close();
    for (String role : List.of(app, reader)) {
      shop.server().admin("postgres", "DROP ROLE " + role);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void bringsBackOwnersPrivilegesAndPolicies(int major) throws Exception {
    close();
    open(major);
    String before = schema(shop);
    Path dump = shop.dump(folder);
    goOn();
    assertNotEquals(before, schema(shop));
    assertEquals(List.of(), restore(shop, dump, Ownership.KEPT));
    assertEquals(before, schema(shop));
    restore(shop, dump, Ownership.KEPT);
    assertEquals(before, schema(shop));
  }

  @Test
  void bringsThemBackAsASuperuserToo() throws Exception {
    shop.admin("ALTER ROLE " + shop.name() + " SUPERUSER");
    String before = schema(shop);
    Path dump = shop.dump(folder);
    goOn();
    restore(shop, dump, Ownership.KEPT);
    assertEquals(before, schema(shop));
  }

  /** Else who may read some columns could read all of them after a restore. */
  @Test
  void givesNobodyMoreThanBefore() throws Exception {
    assertFalse(mayRead("secret"));
    restore(shop, shop.dump(folder), Ownership.KEPT);
    assertFalse(mayRead("secret"));
    assertTrue(mayRead("email"));
    assertEquals(
        "f",
        shop.ask(
            "SELECT has_table_privilege('%s reader', 'revoked', 'SELECT')".formatted(shop.name())));
  }

  private boolean mayRead(String column) throws Exception {
    return shop.ask(
            "SELECT has_column_privilege('%s reader', 'users', '%s', 'SELECT')"
                .formatted(shop.name(), column))
        .equals("t");
  }

  /** Privileges of another environment are nobody's here; those of this one are as they were. */
  @Test
  void leavesDefaultPrivilegesToADatabaseThatGetsAnothersBackup() throws Exception {
    Path dump = shop.dump(folder);
    restore(shop, dump, Ownership.OURS);
    String name = shop.name() + " reader";
    assertEquals(
        "t", shop.ask("SELECT has_table_privilege('%s', 'hidden', 'SELECT')".formatted(name)));
    assertEquals(
        shop.name(),
        shop.ask("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'apps'"));
  }

  @Test
  void namesEventTriggersThatOnlyASuperuserCanMake() throws Exception {
    String trigger = shop.name() + " \"audit\"";
    String quoted = "\"" + trigger.replace("\"", "\"\"") + "\"";
    shop.run("CREATE FUNCTION audit() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'");
    shop.admin(
        "CREATE EVENT TRIGGER %s ON ddl_command_end EXECUTE FUNCTION public.audit()"
            .formatted(quoted));
    String before = schema(shop);
    Path dump = shop.dump(folder);
    List<String> warnings = restore(shop, dump, Ownership.KEPT);
    assertEquals(1, warnings.size());
    assertTrue(warnings.getFirst().contains(trigger.substring(0, 6)), warnings::toString);
    shop.admin("ALTER ROLE " + shop.name() + " SUPERUSER");
    assertEquals(List.of(), restore(shop, dump, Ownership.KEPT));
    assertTrue(schema(shop).contains("CREATE EVENT TRIGGER " + quoted), () -> schemaOf(shop));
    assertTrue(before.contains(quoted));
  }

  private static String schemaOf(Shop shop) {
    try {
      return schema(shop);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void changesNothingWhereAGrantIsAnotherRolesOwn() throws Exception {
    shop.run(
        "GRANT USAGE ON SCHEMA sales TO " + app,
        "SET ROLE " + app,
        "GRANT SELECT ON sales.orders TO " + reader);
    shop.run("RESET ROLE");
    String before = schema(shop);
    Path dump = shop.dump(folder);
    RemoteException refused =
        assertThrows(RemoteException.class, () -> restore(shop, dump, Ownership.KEPT));
    assertTrue(refused.problem().advice().contains("superuser"), refused::toString);
    assertEquals(before, schema(shop));
  }
}
