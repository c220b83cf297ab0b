package org.ignition.flow.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.flow.Surroundings;
import org.ignition.flow.WorkFolder;
import org.ignition.source.NewRepository;

/**
 * The example service, unpacked from this program and committed to a git repository of its own.
 *
 * @param folder its repository
 */
record Example(Path folder) {

  /** The configuration that needs no base image. */
  static final String CONFIGURATION = "quickstart.yml";

  private static final List<String> FILES =
      List.of(
          "README.md",
          "Shop.java",
          "db/migrations/0001_open_shop.down.sql",
          "db/migrations/0001_open_shop.sql",
          "db/migrations/0002_add_order_note.down.sql",
          "db/migrations/0002_add_order_note.sql",
          "db/migrations/0003_add_customer_names.down.sql",
          "db/migrations/0003_add_customer_names.sql",
          "db/migrations/0004_copy_customer_names.down.sql",
          "db/migrations/0004_copy_customer_names.sql",
          "db/migrations/0005_drop_fax.down.sql",
          "db/migrations/0005_drop_fax.sql",
          "ignition.yml",
          "jib.scratch.yaml",
          "jib.yaml",
          "package.json",
          CONFIGURATION);

  /** Fixed, so that everybody's quickstart gives the same digest. */
  private static final Instant COMMITTED = Instant.parse("2026-01-07T12:00:00Z");

  static Example create(Surroundings surroundings) {
    Path folder = WorkFolder.create(surroundings).path().resolve("shop");
    try {
      Files.createDirectory(folder);
      for (String file : FILES) {
        unpack(file, folder);
      }
    } catch (IOException e) {
      throw new InputException(
          Problem.of(
              ErrorCode.FILE_UNWRITABLE,
              "Cannot unpack the example to " + folder,
              "",
              "Free some space, or set TMPDIR to a folder that can be written"),
          e);
    }
    NewRepository.commit(folder, "main", "Open the shop", COMMITTED, "v1.0.0");
    return new Example(folder);
  }

  private static void unpack(String file, Path folder) throws IOException {
    Path target = folder.resolve(file);
    Files.createDirectories(Objects.requireNonNull(target.getParent(), "it is below the folder"));
    try (InputStream in = Example.class.getResourceAsStream("/examples/shop/" + file)) {
      if (in == null) {
        throw new IOException("the jar lacks " + file);
      }
      Files.copy(in, target);
    }
  }
}
