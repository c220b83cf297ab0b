package org.ignition.registry.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.ignition.image.Digest;
import org.ignition.testing.DockerRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layer is never held in memory. */
class MemoryIT {

  private static final int PIECE = 1 << 20;

  @TempDir Path folder;

  @Test
  void pushesFourTimesTheHeap() throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                PushFiles.class.getName()));
    try (DockerRegistry registry = DockerRegistry.plain()) {
      command.add(registry.address() + "/large");
      command.add(sparse("a", 128 * PIECE + 1L));
      command.add(sparse("b", 128 * PIECE));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertEquals(0, process.waitFor(), output);
      assertTrue(output.contains("VmHWM"), output);
    }
  }

  /** A file of zeros that takes no room on the disk, with its digest. */
  private String sparse(String name, long size) throws IOException {
    Path file = folder.resolve(name);
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.setLength(size);
    }
    MessageDigest computation = Digest.sha256();
    byte[] zeros = new byte[PIECE];
    for (long left = size; left > 0; left -= PIECE) {
      computation.update(zeros, 0, (int) Math.min(left, PIECE));
    }
    return Digest.of(computation) + "=" + file;
  }
}
