package org.ignition;

import static org.ignition.Shop.Run.assertEnds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ignition.backup.age.TestKeys;
import org.ignition.testing.S3Proxy;
import org.ignition.testing.Sshd;
import org.ignition.testing.TestAuthority;
import org.ignition.testing.TlsFront;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Backups where users keep them: with the runner, on a host, in a bucket. */
@Timeout(240)
class BackupPlacesIT extends BackedUpShop {

  private static final String NOBODY_SHOWED = "No restore has shown yet that somebody has it";

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

  @Test
  void saysWhereItCouldNotLook() throws Exception {
    configureDeadBucket();
    String[] login = {"storage-access-key", "a", "storage-secret-key", "secret-of-a-test"};
    Shop.Run listed = backup("list", login);
    assertEnds(0, "warned", listed);
    String told = "There is no backup in backups; s3://shop-backups/";
    assertTrue(listed.out().contains(told), listed::toString);
    assertTrue(listed.summary().contains("could not be looked in"), listed::summary);
    assertTrue(
        listed.output("backups").contains("\"unread\":[\"s3://shop-backups/"), listed::toString);
  }

  @Test
  void asksTheBucketOnlyWhereABackupIsTaken() throws Exception {
    configureDeadBucket();
    String[] login = {"storage-access-key", "a", "storage-secret-key", "secret-of-a-test"};
    shop.pair("0002_drop_users", "DROP TABLE users;", "CREATE TABLE users (id bigint);");
    assertEnds(0, "unchanged", shop.migrate(joined(login, "phase", "expand")));
    assertRefused(4, "IGN-BAK-007", shop.step(joined(login, "phase", "all")));
    assertEquals(List.of("1000"), users());
    try (MigratedShop empty = shop.again()) {
      assertEnds(0, "done", empty.step(joined(login, "phase", "all")));
    }
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
}
