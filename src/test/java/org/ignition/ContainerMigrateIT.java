package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ignition.testing.ActionImage;
import org.ignition.testing.RunnerStep;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases migrated by the container, as a runner starts it. */
class ContainerMigrateIT {

  @TempDir Path home;

  @BeforeAll
  static void buildImage() throws Exception {
    ActionImage.name();
    RunnerStep.requireHandOver();
  }

  private static RunnerStep.Result step(Shop shop, Map<String, String> inputs) throws Exception {
    String head = shop.commit("migrations");
    RunnerStep.handOver(shop.folder());
    return RunnerStep.in(shop.folder()).with("--sha", head).with("--network", "host").run(inputs);
  }

  @Test
  void migratesAServerUpAndBackWithItsOwnClient() throws Exception {
    try (MigratedShop migrated = MigratedShop.create(home, 18)) {
      migrated.table("0001_users").table("0002_orders");
      RunnerStep.Result up = step(migrated.shop(), migrated.inputs("phase", "all"));
      assertEquals(0, up.code(), up::toString);
      assertEquals("2", migrated.version());
      assertTrue(up.summary().contains("The schema is at 2"), up.summary());
      migrated.sql("INSERT INTO users VALUES (1)");
      RunnerStep.Result down =
          step(migrated.shop(), migrated.inputs("to", "1", "allow-down", "true", "phase", "all"));
      assertEquals(0, down.code(), down::toString);
      assertEquals("1", migrated.version());
      Path backup = migrated.shop().folder().resolve("backups").resolve(down.output("backup"));
      assertTrue(Files.size(backup) > 0, down::toString);
      assertEquals(List.of(), RunnerStep.notHandedOver(migrated.shop().folder()));
    }
  }

  @Test
  void tellsLaterStepsThatItStoppedHalfwayOrRefused() throws Exception {
    try (MigratedShop migrated = MigratedShop.create(home, 17)) {
      migrated.table("0001_users");
      migrated.pair("0002_broken", "SELECT 1 / 0;", "SELECT 1;");
      RunnerStep.Result partial = step(migrated.shop(), migrated.inputs());
      assertEquals(5, partial.code(), partial::toString);
      assertEquals("partial", partial.output("result"));
      assertEquals("IGN-MIG-011", partial.output("error-code"));
      assertEquals("0001", partial.output("applied"));
      assertTrue(partial.summary().contains("failed halfway"), partial.summary());
      assertTrue(partial.summary().contains("1 applied in"), partial.summary());
      migrated.pair("0002_broken", "SELECT 1;", "SELECT 1;");
      assertEquals(0, step(migrated.shop(), migrated.inputs()).code());
      migrated.pair("0003_broken", "SELECT 1 / 0;", "SELECT 1;");
      RunnerStep.Result refused = step(migrated.shop(), migrated.inputs());
      assertEquals(3, refused.code(), refused::toString);
      assertEquals("refused", refused.output("result"));
      assertEquals("IGN-MIG-013", refused.output("error-code"));
      assertTrue(refused.summary().startsWith("## migrate refused"), refused.summary());
    }
  }

  @Test
  void backsUpAServerProvesItAndBringsItBackWithItsOwnClients() throws Exception {
    try (MigratedShop migrated = MigratedShop.create(home, 18)) {
      migrated.table("0001_users");
      step(migrated.shop(), migrated.inputs("phase", "all"));
      migrated.sql("INSERT INTO users VALUES (1)");
      RunnerStep.Result created =
          step(
              migrated.shop(),
              migrated.inputs("command", "backup", "operation", "create", "verify", "restore"));
      assertEquals(0, created.code(), created::toString);
      assertTrue(created.summary().contains("equal&#58; "), created.summary());
      migrated.sql("DROP TABLE users");
      RunnerStep.Result restored =
          step(
              migrated.shop(),
              migrated.inputs(
                  "command", "backup", "operation", "restore", "from", created.output("backup")));
      assertEquals(0, restored.code(), restored::toString);
      assertEquals(List.of("1"), migrated.query("SELECT count(*) FROM users"));
    }
  }

  @Test
  void migratesAFile() throws Exception {
    Shop shop = Shop.create(home, "ghcr.io/acme/shop");
    shop.write(".gitignore", "shop.db*\n");
    shop.write("db/migrations/0001_users.sql", "CREATE TABLE users (id integer PRIMARY KEY);\n");
    shop.write("db/migrations/0001_users.down.sql", "DROP TABLE users;\n");
    RunnerStep.Result run =
        step(shop, Map.of("command", "migrate", "database-url", "sqlite:shop.db"));
    assertEquals(0, run.code(), run::toString);
    assertEquals("1", run.output("schema-version"));
  }
}
