package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.metadata.BuildMetadata;
import org.ignition.metadata.BuildMetadataJson;
import org.ignition.migration.Classification;
import org.ignition.migration.ReleaseMigration;
import org.ignition.migration.SchemaRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `build` tells of migrations, from the outside: SQLite's need no server to be rehearsed. */
class BuildSchemaIT {

  private static final String METADATA = ".ignition/build-metadata.json";
  private static final String REPORT = ".ignition/migration-report.json";

  @TempDir Path home;

  private Shop shop;

  @BeforeEach
  void createShop() throws Exception {
    shop = Shop.create(home, "registry.example/acme/shop");
    shop.write("db/migrations/0001_a.sql", "CREATE TABLE a (id INTEGER PRIMARY KEY);\n");
    shop.write("db/migrations/0001_a.down.sql", "DROP TABLE a;\n");
    shop.write("db/migrations/0003_b.sql", "CREATE TABLE b (id INTEGER PRIMARY KEY);\n");
    shop.write("db/migrations/0003_b.down.sql", "DROP TABLE b;\n");
    configure("");
  }

  private void configure(String more) throws Exception {
    shop.write(
        "ignition.yml",
        Shop.configuration(shop.canonical().toString(), "")
            + "migrations: {database: sqlite}\n"
            + more);
    shop.commit("migrations " + more);
  }

  private Shop.Run check() throws IOException {
    Shop.Run run = shop.ignition("check-migrations", "--all");
    assertEquals(0, run.code(), run::toString);
    return run;
  }

  private Shop.Run build(String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("build", "--registry", "embedded"));
    arguments.addAll(List.of(more));
    return shop.ignition(arguments.toArray(String[]::new));
  }

  private BuildMetadata built(String... more) throws IOException {
    Shop.Run run = build(more);
    assertEquals(0, run.code(), run::toString);
    return BuildMetadataJson.read(shop.read(METADATA).getBytes(StandardCharsets.UTF_8), "metadata");
  }

  private static List<Classification> classes(BuildMetadata metadata) {
    return metadata.migrations().stream()
        .map(migration -> migration.assessment().classification())
        .toList();
  }

  @Test
  void tellsWhatTheCheckFound() throws Exception {
    configure("schema: {min: 1}\n");
    check();
    BuildMetadata metadata = built();
    assertEquals(Optional.of(new SchemaRange(1, 3)), metadata.schema());
    assertEquals(
        List.of("0001", "0003"),
        metadata.migrations().stream().map(ReleaseMigration::version).toList());
    assertEquals(List.of(Classification.ADDITIVE, Classification.ADDITIVE), classes(metadata));
  }

  @Test
  void tellsMigrateWhatItNeedsNotRehearse() throws Exception {
    configure("schema: {min: 1}\n");
    check();
    built();
    Files.delete(shop.folder().resolve(REPORT));
    Map<String, String> migrate = Map.of("command", "migrate", "database-url", "sqlite:shop.db");
    Shop.Run run = shop.step("refs/heads/main", migrate);
    assertEquals(0, run.code(), run::toString);
    assertTrue(
        run.out().contains("0003 b: additive, classified by build metadata of v1.0.0"),
        run::toString);
    assertFalse(run.out().contains("Rehearsing"), run::toString);
    assertTrue(run.summary().contains("| v1.0.0 | 1 | 3 |"), run::summary);
    assertEquals(List.of("v1.0.0 " + shop.head()), releases());
  }

  private List<String> releases() throws SQLException {
    try (Connection session =
            DriverManager.getConnection("jdbc:sqlite:" + shop.folder().resolve("shop.db"));
        Statement statement = session.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT DISTINCT release_version || ' ' || release_sha FROM ignition_migrations")) {
      List<String> releases = new ArrayList<>();
      while (rows.next()) {
        releases.add(rows.getString(1));
      }
      return releases;
    }
  }

  @Test
  void listsMigrationsWithoutVerdictsWhereNothingWasChecked() throws Exception {
    Shop.Run planned = build("--dry-run");
    assertTrue(
        planned
            .toString()
            .contains(
                "the metadata lists 2 migrations, 0 classified by " + REPORT + ", which is not"),
        planned::toString);
    BuildMetadata metadata = built();
    assertEquals(List.of(Classification.UNKNOWN, Classification.UNKNOWN), classes(metadata));
    assertEquals(Optional.empty(), metadata.schema());
  }

  @Test
  void believesNoReportOnFilesThatChanged() throws Exception {
    check();
    shop.write("db/migrations/0003_b.sql", "CREATE TABLE b (id INTEGER PRIMARY KEY, n TEXT);\n");
    shop.commit("edit");
    assertEquals(List.of(Classification.ADDITIVE, Classification.UNKNOWN), classes(built()));
  }

  @Test
  void completesAnImagesMetadataOnceAndLosesNothingAfterwards() throws Exception {
    built();
    check();
    BuildMetadata completed = built();
    assertEquals(List.of(Classification.ADDITIVE, Classification.ADDITIVE), classes(completed));
    check();
    assertTrue(build().toString().contains("result\":\"unchanged\""), "only times differ");
    Files.delete(shop.folder().resolve(REPORT));
    assertTrue(build().toString().contains("result\":\"unchanged\""), "it knows less");
    assertEquals(classes(completed), classes(built()));
  }

  @Test
  void takesANamedReportThatLiesInTheCheckout() throws Exception {
    shop.ignition("check-migrations", "--all", "--report-file", "report.json");
    assertEquals(
        List.of(Classification.ADDITIVE, Classification.ADDITIVE),
        classes(built("--report-file", "report.json")));
  }

  @Test
  void refusesANamedReportThatIsNotThereOrNoReport() throws Exception {
    shop.write("broken.json", "{}");
    shop.commit("broken");
    for (String file : List.of("absent.json", "broken.json", "db")) {
      Shop.Run run = build("--report-file", file);
      assertEquals(2, run.code(), run::toString);
      assertTrue(run.toString().contains("IGN-MET-002"), run::toString);
      assertFalse(Files.exists(shop.folder().resolve(METADATA)));
    }
  }

  @Test
  void refusesARangeThatNoMigrationReaches() throws Exception {
    configure("schema: {min: 4}\n");
    Shop.Run run = build();
    assertEquals(2, run.code(), run::toString);
    assertTrue(run.toString().contains("only lead to 3"), run::toString);
  }

  @Test
  void buildsWhereMigrationsAreOfAnotherToolAndSaysThatItDoesNotListThem() throws Exception {
    shop.write("prisma/migrations/migration_lock.toml", "provider = \"sqlite\"\n");
    shop.write("prisma/migrations/1_init/migration.sql", "CREATE TABLE a (id INTEGER);\n");
    configure("");
    Shop.Run run = build("--dry-run");
    assertTrue(run.toString().contains("does not list the migrations"), run::toString);
    assertEquals(List.of(), built().migrations());
    configure("schema: {min: 1}\n");
    assertEquals(2, build().code());
  }
}
