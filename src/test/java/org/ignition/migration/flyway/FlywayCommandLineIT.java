package org.ignition.migration.flyway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ignition.migration.Layout;
import org.ignition.testing.RealTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the newest command line of Flyway that can be had makes of our history. */
class FlywayCommandLineIT {

  private static final String PASSWORD = "only-for-this-test";

  /** What {@code info} says where {@code validate} finds nothing. */
  private static String info(List<String> login, Path folder, Layout layout)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                RealTool.require("flyway").toString(),
                "-url=" + login.getFirst(),
                "-user=" + login.getLast(),
                "-locations=filesystem:" + folder,
                "-ignoreMigrationPatterns=*:pending",
                "-skipCheckForUpdate"));
    if (layout == Layout.SEED) {
      arguments.addAll(List.of("-sqlMigrationPrefix=", "-sqlMigrationSeparator=_"));
    }
    arguments.addAll(List.of("validate", "info"));
    ProcessBuilder builder = new ProcessBuilder(arguments).redirectErrorStream(true);
    builder.environment().put("FLYWAY_PASSWORD", PASSWORD);
    builder.environment().put("JAVA_ARGS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  private static long count(String said, String state) {
    return said.lines().filter(line -> line.contains("| " + state)).count();
  }

  @Test
  void acceptsWhatWasAppliedUndoneAndAppliedAgain(@TempDir Path folder) throws Exception {
    Folder shop =
        Folder.of(
            "001_shop.sql", "\ufeffCREATE TABLE shop (id int);\r\nINSERT INTO shop VALUES (1);\r\n",
            "001_shop.down.sql", "DROP TABLE shop;",
            "002_its_name.sql", "ALTER TABLE shop ADD COLUMN name text;",
            "002_its_name.down.sql", "ALTER TABLE shop DROP COLUMN name;",
            "003_index.sql", "CREATE INDEX CONCURRENTLY i ON shop (name);",
            "003_index.down.sql", "DROP INDEX CONCURRENTLY i;");
    shop.writeUps(folder);
    try (PostgresTarget target = PostgresTarget.of(17)) {
      List<String> login = target.login(PASSWORD);
      Bench bench = new Bench(target);
      bench.apply(shop.pending());
      assertEquals(3, count(info(login, folder, Layout.SEED), "Success"));

      bench.undo(shop.applied().subList(0, 2));
      String undone = info(login, folder, Layout.SEED);
      assertEquals(1, count(undone, "Success"), undone);
      assertEquals(2, count(undone, "Pending"), undone);
      assertTrue(count(undone, "Deleted") >= 2, undone);

      bench.apply(shop.pending(1, 3));
      String again = info(login, folder, Layout.SEED);
      assertEquals(0, count(again, "Pending"), again);
    }
  }

  @Test
  void acceptsItsOwnLayoutAndWhatWasAdopted(@TempDir Path folder) throws Exception {
    Folder shop =
        new Folder(Layout.FLYWAY)
            .with(
                "V1__shop.sql", "CREATE TABLE shop (id int);",
                "V2_1__its_name.sql", "ALTER TABLE shop ADD COLUMN name text;");
    shop.writeUps(folder);
    try (PostgresTarget target = PostgresTarget.of(17)) {
      List<String> login = target.login(PASSWORD);
      target.run("CREATE TABLE shop (id int)");
      try (var session = target.open()) {
        FlywayTable.of(target.facts()).adopt(session, shop.scripts().subList(0, 1), "");
      }
      new Bench(target).apply(shop.pending(1, 2));
      assertEquals(2, count(info(login, folder, Layout.FLYWAY), "Success"));
    }
  }
}
