package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `check-migrations` on a terminal, on its own server. */
class CheckMigrationsIT {

  private Shop shop;

  @BeforeEach
  void mergeATable(@TempDir Path folder) throws Exception {
    shop = Shop.create(folder, "ghcr.io/acme/shop");
    pair("1__open", "CREATE TABLE orders (id int PRIMARY KEY);", "DROP TABLE orders;");
    shop.commit("Open the shop");
  }

  private void pair(String name, String up, String down) throws IOException {
    shop.write("db/migrations/V" + name + ".sql", up + "\n");
    shop.write("db/migrations/U" + name + ".sql", down + "\n");
  }

  private Shop.Run check() throws Exception {
    shop.commit("Ask for a merge");
    return shop.ignition("check-migrations", "--base", "HEAD~1");
  }

  @Test
  void refusesABaseThatIsNone() throws Exception {
    Shop.Run run = shop.ignition("check-migrations", "--base", "nonsense");
    assertEquals(2, run.code(), run::toString);
    assertTrue(run.err().contains("IGN-INP-002"), run::toString);
  }

  @Test
  void runsRepeatableScriptsThatAreNewOrBroken() throws Exception {
    shop.write(
        "db/migrations/R__ids.sql", "CREATE OR REPLACE VIEW ids AS SELECT id FROM orders;\n");
    Shop.Run added = check();
    assertEquals(0, added.code(), added::toString);

    shop.write("db/migrations/R__last.sql", "SELECT 1;\nCREATE VIEW last AS SELECT * FROM ids;\n");
    Shop.Run broken = check();
    assertEquals(3, broken.code(), broken::toString);
    assertTrue(broken.out().contains("R__last.sql:2"), broken::toString);
    assertTrue(broken.out().contains("R4"), broken::toString);

    shop.write("README.md", "Nothing else.");
    Shop.Run untouched = check();
    assertEquals(0, untouched.code(), untouched::toString);
    assertTrue(untouched.err().contains("nothing to rehearse"), untouched::toString);
  }

  @Test
  void rehearsesAgainWhatItDidNotSee() throws Exception {
    pair(
        "2__sort",
        "DO $$BEGIN EXECUTE 'CLUS' || 'TER orders USING orders_pkey'; END$$;",
        "SELECT 1;");
    Shop.Run run = check();
    assertEquals(3, run.code(), run::toString);
    assertTrue(run.err().contains("rehearsed again"), run::toString);
    assertFalse(run.err().contains("may be wrong"), run::toString);
    assertTrue(run.out().contains("R3"), run::toString);
    assertTrue(run.out().contains("1 of 2 migrations"), run::toString);
  }
}
