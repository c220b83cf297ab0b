package org.ignition;

import static org.ignition.Shop.Run.assertEnds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Backups as users put them back, on a real server. */
@Timeout(240)
class RestoreIT extends BackedUpShop {

  @Test
  void bringsBackWhatADestructiveMigrationTook() throws Exception {
    shop.pair("0002_drop_users", "DROP TABLE users;", "CREATE TABLE users (id bigint);");
    Shop.Run migrated = shop.migrate("phase", "all");
    assertEnds(0, "done", migrated);
    String before = migrated.output("backup");
    assertTrue(migrated.output("backup-places").endsWith(before), migrated::toString);
    assertEquals("2", shop.version());
    assertTrue(migrated.out().contains("prove that it restores"), migrated::toString);

    Shop.Run restored = backup("restore", "from", before);
    assertEnds(0, "done", restored);
    assertEquals("1", restored.output("schema-version"));
    assertEquals(List.of("1000"), users());
    assertEquals("1", shop.version());
    String undo = restored.output("backup-before");
    assertTrue(files().contains(undo), restored::toString);

    assertEnds(0, "done", backup("restore", "from", undo));
    assertEquals("2", shop.version());
  }

  @Test
  void restoresByTimeAndByRelease() throws Exception {
    String first = backup("create").output("backup");
    shop.sql("DELETE FROM users WHERE id > 10");
    Shop.Run planned =
        backup("restore", "dry-run", "true", "from", shop.shop().head().substring(0, 12));
    assertEnds(0, "planned", planned);
    assertTrue(planned.out().contains("fetch " + first), planned::toString);
    assertRefused(2, "IGN-BAK-004", backup("restore", "from", "2001-01-01T00:00:00Z"));
    assertEnds(0, "done", backup("restore", "from", "2101-01-01T00:00:00Z"));
    assertEquals(List.of("1000"), users());
  }

  /** A run that was cut short is run again with the same words. */
  @Test
  void restoresTheSameWhenItIsRunAgain() throws Exception {
    backup("create");
    shop.sql("DELETE FROM users WHERE id > 10");
    for (String from : List.of("latest", "2101-01-01T00:00:00Z", shop.shop().head())) {
      Shop.Run restored = backup("restore", "from", from);
      assertEnds(0, "done", restored);
      assertEquals(List.of("1000"), users(), restored::toString);
    }
  }

  @Test
  void restoresNothingOfAnotherDatabaseUnlessItIsMeant() throws Exception {
    String name = backup("create").output("backup");
    try (MigratedShop other = MigratedShop.create(Files.createDirectory(home.resolve("o")), 17)) {
      Path there = Files.createDirectories(other.shop().folder().resolve("backups"));
      for (String file : List.of(name, name + ".json")) {
        Files.copy(folder().resolve(file), there.resolve(file));
      }
      String[] restore = {"command", "backup", "operation", "restore", "from", name};
      assertRefused(3, "IGN-BAK-009", other.step(restore));
      assertEquals(List.of(), other.tables());
      String[] meant = joined(restore, "allow-mismatch", "true");
      Shop.Run restored = other.step(meant);
      assertEquals(0, restored.code(), restored::toString);
      assertEquals("", restored.output("backup-before"), "it was empty");
      assertEquals(List.of("1000"), other.query("SELECT count(*) FROM users"));
    }
  }
}
