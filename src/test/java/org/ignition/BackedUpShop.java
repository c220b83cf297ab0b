package org.ignition;

import static org.ignition.Shop.Run.assertEnds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ignition.backup.KeyProofs;
import org.ignition.testing.FreePort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A shop with a thousand users on a real server, and what the tests of its backups ask it. */
abstract class BackedUpShop {

  @TempDir Path home;
  MigratedShop shop;

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

  static void assertRefused(int code, String error, Shop.Run run) {
    assertEquals(code, run.code(), run::toString);
    assertEquals(error, run.output("error-code"), run::toString);
  }

  final Shop.Run backup(String operation, String... inputs) throws Exception {
    List<String> all = new ArrayList<>(List.of("command", "backup", "operation", operation));
    all.addAll(List.of(inputs));
    return shop.step(all.toArray(String[]::new));
  }

  final Path folder() {
    return shop.shop().folder().resolve("backups");
  }

  final List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !Set.of(".gitignore", KeyProofs.FILE).contains(name))
          .sorted()
          .toList();
    }
  }

  /** Backups are to go to {@code s3://shop-backups} too, where nobody answers. */
  final void configureDeadBucket() throws Exception {
    shop.shop()
        .write(
            "ignition.yml",
            shop.shop().read("ignition.yml")
                + "backup: {remote: {bucket: shop-backups, endpoint: 'http://127.0.0.1:%d'}}\n"
                    .formatted(FreePort.any()));
  }

  final List<String> users() throws Exception {
    return shop.query("SELECT count(*) FROM users");
  }

  static String[] joined(String[] some, String... others) {
    return Stream.concat(Stream.of(some), Stream.of(others)).toArray(String[]::new);
  }
}
