package org.ignition.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A small disk of its own; needs the rights of root.
 *
 * @param folder where it is mounted
 */
public record Tmpfs(Path folder) implements AutoCloseable {

  /** Mounts one of that size, such as {@code 10m}; where nobody may, the test is skipped. */
  public static Tmpfs mount(Path folder, String size) throws IOException {
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()) == 0,
        "only root can mount a small disk");
    return new Tmpfs(folder);
  }

  private static int run(String... command) throws IOException {
    Process process = new ProcessBuilder(List.of(command)).inheritIO().start();
    return process.onExit().join().exitValue();
  }

  @Override
  public void close() throws IOException {
    run("umount", "--lazy", folder.toString());
  }
}
