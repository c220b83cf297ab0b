package org.ignition.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A small disk of its own; needs the rights of root.
 *
 * @param folder where it is mounted
 */
record Tmpfs(Path folder) implements AutoCloseable {

  static Tmpfs mount(Path folder, String size) throws Exception {
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()) == 0,
        "only root can mount a small disk");
    return new Tmpfs(folder);
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(List.of(command)).inheritIO().start().waitFor();
  }

  @Override
  public void close() throws Exception {
    run("umount", "--lazy", folder.toString());
  }
}
