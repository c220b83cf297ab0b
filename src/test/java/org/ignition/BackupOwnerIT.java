package org.ignition;

import static org.ignition.Shop.Run.assertEnds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ignition.testing.RunnerStep;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whom backups belong to that root takes in somebody else's folder. */
@Timeout(60)
class BackupOwnerIT {

  @TempDir Path home;
  private Shop shop;

  @BeforeEach
  void create() throws Exception {
    RunnerStep.requireRoot();
    shop = Shop.create(home, "ghcr.io/acme/shop");
    try (Connection made = DriverManager.getConnection("jdbc:sqlite:" + database())) {
      made.createStatement().execute("CREATE TABLE users (id integer)");
    }
    RunnerStep.handOver(shop.folder());
  }

  private Path database() {
    return shop.folder().resolve("shop.db");
  }

  /** Later steps of the job keep them. */
  @Test
  void isTheOwnerOfAWorkspace() throws Exception {
    Map<String, String> inputs =
        Map.of("command", "backup", "operation", "create", "database-url", "sqlite:" + database());
    assertEnds(0, "done", shop.step("refs/heads/main", inputs));
    assertEquals(List.of(), RunnerStep.notHandedOver(shop.folder().resolve("backups")));
  }

  /** Such as every night on a server: the application's user need not read them, nor lose them. */
  @Test
  void isRootAtATerminal() throws Exception {
    Path url = Files.writeString(home.resolve("url"), "sqlite:" + database());
    Shop.Run created = shop.ignition("backup", "create", "--database-url-file", url.toString());
    assertEquals(0, created.code(), created::toString);
    try (Stream<Path> files = Files.list(shop.folder().resolve("backups"))) {
      for (Path file : files.toList()) {
        assertEquals(0, Files.getAttribute(file, "unix:uid"), file::toString);
      }
    }
  }
}
