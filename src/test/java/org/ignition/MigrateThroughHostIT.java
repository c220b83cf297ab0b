package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ignition.testing.Sshd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that only a host reaches, migrated with its backup through a real sshd. */
@Timeout(180)
class MigrateThroughHostIT {

  @TempDir Path home;
  private MigratedShop shop;
  private Sshd sshd;

  @BeforeEach
  void create() throws Exception {
    sshd = Sshd.start();
    shop = MigratedShop.create(home, 17);
    shop.table("0001_users").table("0002_orders");
  }

  @AfterEach
  void drop() throws Exception {
    shop.close();
    sshd.close();
  }

  private void configure(String hostKey, String database) throws Exception {
    shop.shop()
        .write(
            "ignition.yml",
            Shop.configuration("ghcr.io/acme/shop", "")
                + """
                environments:
                  production:
                    host: %s
                    host-key: '%s'
                    project-directory: /opt/shop
                    database: %s
                """
                    .formatted(sshd.host(), hostKey.strip(), database));
  }

  private Shop.Run migrate(String... more) throws Exception {
    String[] all = new String[more.length + 4];
    System.arraycopy(more, 0, all, 4, more.length);
    all[0] = "environment";
    all[1] = "production";
    all[2] = "ssh-key";
    all[3] = sshd.key();
    return shop.migrate(all);
  }

  @Test
  void goesUpAndBackWithABackup() throws Exception {
    configure(sshd.knownHost(), "{via: ssh}");
    Shop.Run up = migrate();
    assertEquals("done", up.output("result"), up::toString);
    assertTrue(up.out().contains(" through "), up::toString);
    shop.sql("INSERT INTO orders VALUES (1)");
    Shop.Run down = migrate("to", "1", "allow-down", "true", "allow-data-loss", "true");
    assertEquals("done", down.output("result"), down::toString);
    assertTrue(down.output("backup").startsWith("backup_"), down::toString);
    assertEquals("1", shop.version());
  }

  @Test
  void findsTheServiceOfComposeThere() throws Exception {
    sshd.program(
        "docker",
        "case \"$1\" in ps) echo 0123 ;; inspect) echo 'shop_internal 127.0.0.1' ;; esac");
    configure(sshd.knownHost(), "{via: ssh, service: postgres}");
    Shop.Run run = migrate("database-url", shop.url().replaceFirst("//[^:/]+", "//postgres"));
    assertEquals("done", run.output("result"), run::toString);
    assertEquals("2", shop.version());
  }

  @Test
  void hearsNothingOfAHostThatGreets() throws Exception {
    sshd.close();
    sshd =
        Sshd.start(
            "ForceCommand echo Last login from 10.0.0.1; exec /bin/sh -c \"$SSH_ORIGINAL_COMMAND\"");
    sshd.program(
        "docker",
        "case \"$1\" in ps) echo 0123 ;; inspect) echo 'shop_internal 127.0.0.1' ;; esac");
    configure(sshd.knownHost(), "{via: ssh, service: postgres}");
    String[] url = {"database-url", shop.url().replaceFirst("//[^:/]+", "//postgres")};
    assertEquals("done", migrate(url).output("result"));
    shop.table("0003_invoices");
    Shop.Run run = migrate(url);
    assertEquals("done", run.output("result"), run::toString);
    assertTrue(run.output("backup").startsWith("backup_"), run::toString);
  }

  @Test
  void trustsNoHostWithAnotherKey() throws Exception {
    Path other = home.resolve("other-key");
    Sshd.keygen(other, "ed25519", "");
    String line = Files.readString(home.resolve("other-key.pub"));
    configure("[127.0.0.1]:" + sshd.port() + " " + line, "{via: ssh}");
    Shop.Run run = migrate();
    assertFalse(run.code() == 0, run::toString);
    assertTrue(run.output("error-code").startsWith("IGN-SSH-"), run::toString);
    assertEquals(List.of(), shop.tables());
  }

  @Test
  void asksForTheKeyThatLetsItIn() throws Exception {
    configure(sshd.knownHost(), "{via: ssh}");
    Shop.Run run = shop.migrate("environment", "production");
    assertEquals(2, run.code(), run::toString);
    assertTrue(run.out().contains("`ssh-key`"), run::toString);
  }
}
