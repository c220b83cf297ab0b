package org.ignition.registry.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.json.DocumentKind;
import org.ignition.testing.RawRegistry;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class KilledRegistryIT {

  private static final int WRITERS = 4;
  private static final int PUSHES_BEFORE_THE_KILL = 25;

  @TempDir Path root;

  /** Serves the folder named by its argument until it is killed. */
  static final class Server {
    private Server() {}

    public static void main(String[] arguments) throws InterruptedException {
      try (EmbeddedRegistry registry = EmbeddedRegistry.start(Path.of(arguments[0]), 0)) {
        System.out.println(registry.host());
        Thread.currentThread().join();
      }
    }
  }

  @RepeatedTest(3)
  void leavesAValidLayoutAndNoLock() throws Exception {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Server.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      BufferedReader out =
          new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8));
      pushUntilKilled(RawRegistry.at(Objects.requireNonNull(out.readLine())), server);
    } finally {
      server.destroyForcibly().waitFor();
    }
    try (EmbeddedRegistry again = EmbeddedRegistry.start(root, 0)) {
      assertWhole(again.layout("acme/shop"));
      RawRegistry calls = RawRegistry.at(again.host());
      assertEquals(201, calls.put("acme/shop", "after", artifact(calls, "after")).statusCode());
    }
  }

  private static void pushUntilKilled(RawRegistry calls, Process server) {
    AtomicInteger pushed = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < WRITERS; i++) {
        threads.execute(() -> push(calls, server, pushed));
      }
    }
  }

  private static void push(RawRegistry calls, Process server, AtomicInteger pushed) {
    try {
      while (true) {
        int number = pushed.incrementAndGet();
        calls.put("acme/shop", "t" + number, artifact(calls, "content " + number));
        if (number == PUSHES_BEFORE_THE_KILL) {
          server.destroyForcibly();
        }
      }
    } catch (IOException e) {
      assertTrue(pushed.get() >= PUSHES_BEFORE_THE_KILL, "it ended before it was killed");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Manifest artifact(RawRegistry calls, String content) throws Exception {
    return calls.artifact("acme/shop", "application/x", content, Optional.empty());
  }

  private static void assertWhole(Path layout) throws Exception {
    Path blobs = layout.resolve("blobs/sha256");
    try (Stream<Path> files = Files.list(blobs)) {
      for (Path file : files.toList()) {
        assertEquals(file.getFileName().toString(), Digest.of(Files.readAllBytes(file)).hex());
      }
    }
    LayoutIndex index =
        LayoutIndex.read(
            Files.readAllBytes(layout.resolve("index.json")),
            DocumentKind.of(ErrorCode.REGISTRY_PROTOCOL, RemoteException::new));
    assertTrue(index.tags().size() >= PUSHES_BEFORE_THE_KILL / 2);
    for (Descriptor manifest : index.entries()) {
      assertTrue(Files.exists(blobs.resolve(manifest.digest().hex())));
    }
  }
}
