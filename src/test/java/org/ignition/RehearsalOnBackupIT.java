package org.ignition;

import static org.ignition.Shop.Run.assertEnds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ignition.backup.age.TestKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pending migrations, run first on the data that was backed up last. */
@Timeout(240)
class RehearsalOnBackupIT extends BackedUpShop {

  private static final String[] REHEARSED = {"phase", "all", "rehearse-on-backup", "true"};
  private static final String[] PLANNED = {
    "phase", "all", "rehearse-on-backup", "true", "dry-run", "true"
  };

  @BeforeEach
  void addMigration() throws Exception {
    shop.pair(
        "0002_few_users",
        "ALTER TABLE users ADD CONSTRAINT few CHECK (id <= 1000);",
        "ALTER TABLE users DROP CONSTRAINT few;");
  }

  private static void assertSays(String words, Shop.Run run) {
    assertTrue(run.out().contains(words), run::toString);
  }

  private String backup() throws Exception {
    Shop.Run run = backup("create");
    assertEnds(0, "done", run);
    return run.output("backup");
  }

  @Test
  void takesTheNewestThatHoldsTheLiveSchema() throws Exception {
    backup();
    String name = backup();
    List<String> before = files();
    Shop.Run planned = shop.migrate(PLANNED);
    assertEnds(0, "planned", planned);
    assertSays("Rehearsed on " + name + ", which is ", planned);
    assertFalse(planned.out().contains("Copying the data"), planned::toString);
    assertTrue(
        planned.summary().contains("0002 few&#95;users runs, 0.0 s on the data of 2"),
        planned::summary);
    assertEquals(before, files());
  }

  @Test
  void passesOverWhatHoldsAnotherSchema() throws Exception {
    Shop.Run up = shop.migrate("phase", "all");
    assertEnds(0, "done", up);
    backup();
    assertEnds(0, "done", shop.migrate("to", "1", "allow-down", "true"));
    assertSays("Rehearsed on " + up.output("backup"), shop.migrate(PLANNED));
    shop.table("0003_orders");
    assertEnds(0, "done", shop.migrate("phase", "all"));
    Shop.Run none = shop.table("0004_carts").migrate(PLANNED);
    assertEnds(0, "planned", none);
    assertSays("no stored backup holds schema 3: the newest, backup_", none);
  }

  @Test
  void looksAtTheDataAsItIsNowWhereAMigrationFailsOnAnOlderState() throws Exception {
    shop.sql("INSERT INTO users VALUES (1001)");
    String name = backup();
    Shop.Run refused = shop.migrate(REHEARSED);
    assertEquals(3, refused.code(), refused::toString);
    assertEquals("IGN-MIG-011", refused.output("error-code"));
    shop.sql("DELETE FROM users WHERE id = 1001");
    Shop.Run done = shop.migrate(REHEARSED);
    assertEnds(0, "done", done);
    assertSays("Rehearsed on a copy of the data as it is now, as 0002 few_users fails on", done);
    assertTrue(files().contains(name));
    assertTrue(files().stream().noneMatch(file -> file.startsWith(".backup")), files()::toString);
  }

  @Test
  void goesOnWithThePlacesThatCanBeReadWhereOnlyAPlanIsMade() throws Exception {
    String name = backup();
    configureDeadBucket();
    String[] keys = {"storage-access-key", "key", "storage-secret-key", "secret"};
    Shop.Run planned = shop.migrate(joined(PLANNED, keys));
    assertEnds(0, "planned", planned);
    assertSays("Could not look in s3://shop-backups", planned);
    assertSays("Rehearsed on " + name + ", which is ", planned);
    assertSays("Without `dry-run` this would end here, ", planned);
    Shop.Run ended = shop.migrate(joined(REHEARSED, keys));
    assertEquals(4, ended.code(), ended::toString);
    assertEquals("IGN-BAK-007", ended.output("error-code"));
    assertEquals("1", shop.version());
  }

  @Test
  void saysWhyABackupWillNotDo() throws Exception {
    assertSays("as no backup of it is stored", shop.migrate(PLANNED));
    Path file = folder().resolve(backup());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    Shop.Run altered = shop.migrate(PLANNED);
    assertEnds(0, "planned", altered);
    assertSays("is not what its manifest says", altered);
    shop.shop()
        .write(
            "ignition.yml",
            shop.shop().read("ignition.yml")
                + "backup: {recipients: [%s]}\n".formatted(TestKeys.make().recipient()));
    String locked = backup();
    Shop.Run encrypted = shop.migrate(PLANNED);
    assertEnds(0, "planned", encrypted);
    assertSays(locked + " is encrypted, and `migrate` has no key to it", encrypted);
  }
}
