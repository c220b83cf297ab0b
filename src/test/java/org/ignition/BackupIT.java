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
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.ignition.backup.KeyProofs;
import org.ignition.backup.age.TestKeys;
import org.ignition.testing.FreePort;
import org.ignition.testing.S3Proxy;
import org.ignition.testing.Sshd;
import org.ignition.testing.TestAuthority;
import org.ignition.testing.TlsFront;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backups as users take them and put them back, on a real server. */
@Timeout(240)
class BackupIT {

  private static final String NOBODY_SHOWED = "No restore has shown yet that somebody has it";

  @TempDir Path home;
  private MigratedShop shop;

  @BeforeEach
  void create() throws Exception {
    shop = MigratedShop.create(home, 17);
    shop.table("0001_users");
    assertEnds(0, "done", shop.migrate("phase", "all"));
    shop.sql("INSERT INTO users SELECT generate_series(1, 1000)");
  }

  @AfterEach
  void drop() throws Exception {
    shop.close();
  }

  private static void assertRefused(int code, String error, Shop.Run run) {
    assertEquals(code, run.code(), run::toString);
    assertEquals(error, run.output("error-code"), run::toString);
  }

  private Shop.Run backup(String operation, String... inputs) throws Exception {
    List<String> all = new ArrayList<>(List.of("command", "backup", "operation", operation));
    all.addAll(List.of(inputs));
    return shop.step(all.toArray(String[]::new));
  }

  private Path folder() {
    return shop.shop().folder().resolve("backups");
  }

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !Set.of(".gitignore", KeyProofs.FILE).contains(name))
          .sorted()
          .toList();
    }
  }

  private List<String> users() throws Exception {
    return shop.query("SELECT count(*) FROM users");
  }

  @Test
  void takesOneListsItAndProvesIt() throws Exception {
    Shop.Run created = backup("create", "verify", "restore", "metrics-file", "backup.prom");
    assertEnds(0, "done", created);
    String name = created.output("backup");
    assertTrue(name.matches("backup_\\d{8}_\\d{6}\\.dump"), created::toString);
    assertEquals(List.of(name, name + ".json"), files());
    assertTrue(created.output("backup-places").endsWith(name), created::toString);
    assertTrue(created.logs("kind", "monthly"), created::toString);
    assertTrue(
        shop.shop().read("backup.prom").contains("kind=\"monthly\"} "), "the metrics are written");

    Shop.Run listed = backup("list");
    assertEnds(0, "done", listed);
    assertTrue(listed.output("backups").contains("\"name\":\"" + name + "\""), listed::toString);
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

  @Test
  void refusesWhatWouldGoWithTheRunner() throws Exception {
    shop.pair("0002_drop_users", "DROP TABLE users;", "CREATE TABLE users (id bigint);");
    assertRefused(2, "IGN-BAK-008", shop.hosted("phase", "all"));
    assertEquals("1", shop.version());
    shop.remove("0002_drop_users.sql");
    shop.remove("0002_drop_users.down.sql");
    shop.table("0002_orders");
    Shop.Run additive = shop.hosted("phase", "all");
    assertEnds(0, "done", additive);
    assertTrue(additive.out().contains("no backup is taken"), additive::toString);
    assertRefused(2, "IGN-BAK-008", shop.hosted("command", "backup", "operation", "create"));
  }

  @Test
  void keepsEncryptedBackupsInABucketAndBringsThemBack() throws Exception {
    Path buckets = home.resolve("buckets");
    Files.createDirectories(buckets.resolve("shop-backups"));
    TestKeys keys = TestKeys.make();
    try (S3Proxy service = S3Proxy.over(buckets)) {
      shop.shop()
          .write(
              "ignition.yml",
              shop.shop().read("ignition.yml")
                  + """
                  backup:
                    recipients: [%s]
                    remote: {bucket: shop-backups, prefix: a b, endpoint: 'http://%s'}
                  """
                      .formatted(keys.recipient(), service.address()));
      String[] login = {
        "storage-access-key", S3Proxy.ACCESS_KEY, "storage-secret-key", S3Proxy.SECRET_KEY
      };
      assertRefused(2, "IGN-INP-003", backup("list"));
      Shop.Run created =
          shop.hosted(joined(login, "command", "backup", "operation", "create", "kind", "daily"));
      assertEnds(0, "done", created);
      String name = created.output("backup");
      assertTrue(name.endsWith(".dump.age"), created::toString);
      assertTrue(created.output("backup-places").startsWith("s3://shop-backups/a b/"));
      assertFalse(Files.exists(folder()), "it would go with the runner");
      assertTrue(created.out().contains(NOBODY_SHOWED), created::toString);
      assertFalse(created.toString().replaceAll("(?m)^::add-mask::.*", "").contains("test-secret"));

      assertRefused(2, "IGN-BAK-010", backup("restore", joined(login, "from", "latest")));
      shop.sql("DROP TABLE users");
      String[] restore = joined(login, "from", name, "backup-identity", keys.secret());
      assertEnds(0, "done", backup("restore", restore));
      assertEquals(List.of("1000"), users());
      assertEquals(2, files().size(), "on this machine the folder has the one from before");
      Shop.Run proved = shop.hosted(joined(login, "command", "backup", "operation", "create"));
      assertFalse(proved.out().contains(NOBODY_SHOWED), proved::toString);
      assertFalse(proved.out().contains("only who holds the key"), proved::toString);
      Shop.Run listed = backup("list", login);
      assertTrue(listed.output("backups").contains(name), listed::toString);
      assertEnds(0, "unchanged", backup("prune", login));
    }
  }

  @Test
  void keepsBackupsBehindACompanysOwnAuthority() throws Exception {
    Path buckets = home.resolve("buckets");
    Files.createDirectories(buckets.resolve("shop-backups"));
    TestAuthority authority = TestAuthority.in(Files.createDirectory(home.resolve("authority")));
    try (S3Proxy service = S3Proxy.over(buckets);
        TlsFront front = TlsFront.before(service.address(), authority.server())) {
      String[] login = {
        "storage-access-key", S3Proxy.ACCESS_KEY, "storage-secret-key", S3Proxy.SECRET_KEY
      };
      String before = shop.shop().read("ignition.yml");
      String remote =
          "backup: {remote: {bucket: shop-backups, endpoint: 'https://localhost:%d'%s}}\n";
      shop.shop().write("ignition.yml", before + remote.formatted(front.port(), ""));
      Shop.Run refused = backup("create", login);
      assertRefused(4, "IGN-BAK-007", refused);
      assertTrue(refused.out().contains("`backup.remote.ca-certificate`"), refused::toString);
      shop.shop().write("company.pem", Files.readString(authority.certificate()));
      shop.shop()
          .write(
              "ignition.yml",
              before + remote.formatted(front.port(), ", ca-certificate: company.pem"));
      assertEnds(0, "done", backup("create", login));
      assertEnds(0, "done", backup("list", login));
    }
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
  void saysWhereItCouldNotLook() throws Exception {
    shop.shop()
        .write(
            "ignition.yml",
            shop.shop().read("ignition.yml")
                + "backup: {remote: {bucket: shop-backups, endpoint: 'http://127.0.0.1:%d'}}\n"
                    .formatted(FreePort.any()));
    String[] login = {"storage-access-key", "a", "storage-secret-key", "secret-of-a-test"};
    Shop.Run listed = backup("list", login);
    assertEnds(0, "warned", listed);
    String told = "There is no backup in " + folder() + "; s3://shop-backups/";
    assertTrue(listed.out().contains(told), listed::toString);
    assertTrue(listed.summary().contains("could not be looked in"), listed::summary);
    assertTrue(
        listed.output("backups").contains("\"unread\":[\"s3://shop-backups/"), listed::toString);
  }

  @Test
  void keepsBackupsOnTheHost() throws Exception {
    Path there = home.resolve("on the host");
    try (Sshd sshd = Sshd.start()) {
      shop.shop()
          .write(
              "ignition.yml",
              shop.shop().read("ignition.yml")
                  + """
                  backup: {on: host, directory: '%s'}
                  environments:
                    production:
                      host: %s
                      host-key: '%s'
                      database: {name: ignored}
                  """
                      .formatted(there, sshd.host(), sshd.knownHost()));
      String[] key = {"ssh-key", sshd.key()};
      Shop.Run created =
          shop.hosted(joined(key, "command", "backup", "operation", "create", "kind", "daily"));
      assertEnds(0, "done", created);
      String name = created.output("backup");
      assertTrue(Files.exists(there.resolve(name)), created::toString);
      assertFalse(Files.exists(folder()));
      assertEnds(0, "passed", backup("verify", joined(key, "from", "latest")));
      shop.sql("DROP TABLE users");
      assertEnds(0, "done", backup("restore", joined(key, "from", name)));
      assertEquals(List.of("1000"), users());
      assertRefused(2, "IGN-INP-003", backup("list"));
    }
  }

  private static String[] joined(String[] some, String... others) {
    return Stream.concat(Stream.of(some), Stream.of(others)).toArray(String[]::new);
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
            + " FROM generate_series(1, 200000) g");
    try (Shop.Begun begun = shop.begin("command", "backup", "operation", "create")) {
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
