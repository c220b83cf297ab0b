package org.ignition;

import static org.ignition.Shop.Run.assertEnds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program of somebody whose language writes numbers with digits of its own. */
@Timeout(180)
class ForeignLocaleIT {

  @Test
  void migratesAllTheSame(@TempDir Path home) throws Exception {
    try (MigratedShop shop = MigratedShop.create(home, 17)) {
      shop.table("0001_users");
      shop.shop().commit("migrations");
      Map<String, String> persian =
          Map.of("JAVA_TOOL_OPTIONS", "-Duser.language=fa -Duser.country=IR");
      try (Shop.Begun step = shop.shop().begin(shop.inputs("phase", "all"), persian)) {
        assertEnds(0, "done", step.await());
      }
      assertEquals("1", shop.version());
    }
  }
}
