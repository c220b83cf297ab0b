package org.ignition;

import static org.ignition.Shop.Run.assertEnds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ignition.testing.FreePort;
import org.ignition.testing.TcpDoor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Backups as users take them, on a real server. */
@Timeout(240)
class BackupIT extends BackedUpShop {

  @Test
  void takesOneListsItAndProvesIt() throws Exception {
    Shop.Run created = backup("create", "verify", "restore", "metrics-file", "backup.prom");
    assertEnds(0, "done", created);
    String name = created.output("backup");
    assertTrue(name.matches("backup_\\d{8}_\\d{6}\\.dump"), created::toString);
    assertEquals(List.of(name, name + ".json"), files());
    assertEquals(
        "backups/" + name,
        created.output("backup-places"),
        "later steps know the workspace by another path");
    assertTrue(created.logs("kind", "monthly"), created::toString);
    assertTrue(
        shop.shop().read("backup.prom").contains("kind=\"monthly\"} "), "the metrics are written");

    Shop.Run listed = backup("list");
    assertEnds(0, "done", listed);
    assertTrue(listed.output("backups").contains("\"name\":\"" + name + "\""), listed::toString);
    assertTrue(listed.output("backups").contains("\"stores\":[\"backups\"]"), listed::toString);
    assertTrue(listed.out().contains(name), listed::toString);
    assertTrue(listed.summary().contains("| monthly |"), listed::summary);

    Shop.Run verified = backup("verify");
    assertEnds(0, "passed", verified);
    assertEquals(name, verified.output("backup"));
    assertEnds(0, "passed", backup("verify", "verify", "list", "from", name));
    assertEquals(List.of(name, name + ".json"), files());
  }

  /** Which is when they are wanted most. */
  @Test
  void listsAndProvesWhereTheDatabaseDoesNotAnswer() throws Exception {
    String name = backup("create").output("backup");
    String gone = shop.url().replaceFirst(":\\d+/", ":" + FreePort.any() + "/");
    Shop.Run listed = backup("list", "database-url", gone);
    assertEnds(0, "done", listed);
    assertTrue(listed.output("backups").contains(name), listed::toString);
    assertEnds(0, "passed", backup("verify", "database-url", gone));
  }

  @Test
  void takesWhatIsDue() throws Exception {
    assertTrue(backup("create").logs("kind", "monthly"));
    assertTrue(backup("create").logs("kind", "weekly"));
    assertTrue(backup("create", "kind", "daily").logs("kind", "daily"));
  }

  @Test
  void needsNoMoreThanTheRightToRead() throws Exception {
    String reader = shop.owner() + "_reader";
    shop.administer("CREATE ROLE %s LOGIN PASSWORD 'r' IN ROLE pg_read_all_data".formatted(reader));
    try {
      String[] login = {"database-user", reader, "database-password", "r"};
      assertEnds(0, "done", backup("create", login));
      assertEnds(0, "unchanged", backup("prune", login));
      assertRefused(4, "IGN-SQL-004", backup("restore", joined(login, "from", "latest")));
    } finally {
      shop.administer("DROP ROLE " + reader);
    }
  }

  @Test
  void changesNothingInADryRun() throws Exception {
    Shop.Run run = backup("create", "dry-run", "true");
    assertEnds(0, "planned", run);
    assertTrue(run.out().contains("write a monthly backup of the database"), run::toString);
    assertFalse(Files.exists(folder()) && !files().isEmpty());
  }

  @Test
  void refusesABackupThatWasAltered() throws Exception {
    String name = backup("create").output("backup");
    Path file = folder().resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    Shop.Run verified = backup("verify");
    assertRefused(3, "IGN-BAK-005", verified);
    assertEquals("refused", verified.output("result"));
    assertRefused(3, "IGN-BAK-005", backup("restore", "from", "latest"));
    assertEquals(List.of("1000"), users());
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(3, "IGN-BAK-005", backup("verify", "from", name));
  }

  @Test
  void triesPendingMigrationsOnACopyOfTheDataFirst() throws Exception {
    shop.pair(
        "0002_few_users",
        "ALTER TABLE users ADD CONSTRAINT few CHECK (id < 1000);",
        "ALTER TABLE users DROP CONSTRAINT few;");
    Shop.Run refused = shop.migrate("phase", "all", "rehearse-on-backup", "true");
    assertRefused(3, "IGN-MIG-011", refused);
    assertTrue(refused.out().contains("violated by some row"), refused::toString);
    assertEquals("1", shop.version());
    shop.sql("DELETE FROM users WHERE id = 1000");
    Shop.Run planned =
        shop.migrate("phase", "all", "rehearse-on-backup", "true", "dry-run", "true");
    assertEnds(0, "planned", planned);
    assertTrue(
        planned.summary().contains("0002 few&#95;users runs, 0.0 s on the data of 2"),
        planned::summary);
    assertEnds(0, "done", shop.migrate("phase", "all", "rehearse-on-backup", "true"));
    assertEquals("2", shop.version());
  }

  @Test
  void removesWhatIsTooOldAndNothingElse() throws Exception {
    String kept = backup("create", "kind", "daily").output("backup");
    String old = "backup_20200101_000000.dump";
    Files.copy(folder().resolve(kept), folder().resolve(old));
    Files.writeString(
        folder().resolve(old + ".json"),
        Files.readString(folder().resolve(kept + ".json")).replace(kept, old));
    shop.shop()
        .write("ignition.yml", shop.shop().read("ignition.yml") + "backup: {keep: {newest: 1}}\n");
    Shop.Run planned = backup("prune", "dry-run", "true");
    assertEnds(0, "planned", planned);
    assertTrue(planned.output("backups").contains(old), planned::toString);
    assertTrue(files().contains(old));
    Shop.Run pruned = backup("prune");
    assertEnds(0, "done", pruned);
    assertEquals(List.of(kept, kept + ".json"), files());
    assertEnds(0, "unchanged", backup("prune"));
  }

  /** What a kill between a manifest and its backup leaves. */
  @Test
  void removesAManifestWhoseBackupNeverCame() throws Exception {
    String name = backup("create").output("backup");
    String lost = backup("create").output("backup");
    Files.delete(folder().resolve(lost));
    assertEnds(0, "unchanged", backup("prune"));
    Files.setLastModifiedTime(
        folder().resolve(lost + ".json"), FileTime.from(Instant.now().minus(Duration.ofDays(3))));
    Shop.Run planned = backup("prune", "dry-run", "true");
    assertEnds(0, "planned", planned);
    assertTrue(planned.out().contains(lost + ".json from "), planned::toString);
    assertTrue(planned.summary().contains("its backup never came"), planned::summary);
    assertEquals(3, files().size());
    assertEnds(0, "done", backup("prune"));
    assertEquals(List.of(name, name + ".json"), files());
  }

  @Test
  void takesTwoAtOnce() throws Exception {
    List<Future<Shop.Run>> runs = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Callable<Shop.Run> create = () -> backup("create", "kind", "daily");
      runs.add(threads.submit(create));
      runs.add(threads.submit(create));
    }
    for (Future<Shop.Run> run : runs) {
      assertEnds(0, "done", run.get());
    }
    assertEquals(4, files().size());
  }

  private static String ended(Shop.Begun begun) {
    try {
      return begun.await().toString();
    } catch (Exception e) {
      return e.toString();
    }
  }

  @Test
  void leavesNothingWhenItIsAskedToEnd() throws Exception {
    shop.sql(
        "CREATE TABLE large AS SELECT g, repeat(md5(g::text), 20) AS t"
            + " FROM generate_series(1, 20000) g");
    String[] create = {"command", "backup", "operation", "create"};
    try (TcpDoor door = shop.door().jamAfter(4_000_000);
        Shop.Begun begun = shop.begin(joined(create, "database-url", shop.url(door)))) {
      while (!Files.exists(folder()) || files().stream().noneMatch(f -> f.endsWith(".partial"))) {
        assertTrue(begun.process().isAlive(), () -> "it ended too early: " + ended(begun));
        Thread.sleep(20);
      }
      begun.terminate();
      Shop.Run ended = begun.await();
      assertEquals(130, ended.code(), ended::toString);
      assertEquals("IGN-RUN-003", ended.output("error-code"));
    }
    assertEquals(List.of(), files());
    assertEnds(0, "done", backup("create"));
  }
}
