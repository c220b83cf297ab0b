package org.ignition.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Debian's {@code docker-registry} on a free loopback port, gone without trace when closed. */
public final class DockerRegistry implements AutoCloseable {

  /** The login of a registry that wants one. */
  public static final String USER = "robot";

  public static final String PASSWORD = "s3cret, \"quoted\"";

  private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);

  private final Path folder;
  private final Process process;
  private final int port;
  private final Optional<Path> authority;
  private final Thread lastResort;

  private DockerRegistry(Path folder, int port, Optional<Path> authority) throws IOException {
    this.folder = folder;
    this.port = port;
    this.authority = authority;
    this.process =
        new ProcessBuilder(
                RealTool.require("docker-registry").toString(),
                "serve",
                folder.resolve("config.yml").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    this.lastResort = new Thread(this::end);
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  /** Plain HTTP, open to everybody. */
  public static DockerRegistry plain() throws IOException {
    Path folder = Files.createTempDirectory("docker-registry");
    int port = FreePort.any();
    return started(folder, port, Optional.empty(), config(folder, port, ""));
  }

  /** TLS with a certificate of {@link #authority()}, and basic authentication. */
  public static DockerRegistry secured() throws IOException {
    Path folder = Files.createTempDirectory("docker-registry");
    int port = FreePort.any();
    Path authority = TestAuthority.in(folder).certificate();
    passwords(folder);
    String tls =
        "  tls:\n    certificate: %s\n    key: %s\n"
            .formatted(folder.resolve("server.pem"), folder.resolve("server.key"));
    String auth =
        "auth:\n  htpasswd:\n    realm: test\n    path: " + folder.resolve("htpasswd") + "\n";
    return started(folder, port, Optional.of(authority), config(folder, port, tls) + auth);
  }

  private static DockerRegistry started(
      Path folder, int port, Optional<Path> authority, String config) throws IOException {
    Files.writeString(folder.resolve("config.yml"), config);
    DockerRegistry registry = new DockerRegistry(folder, port, authority);
    registry.awaitStart();
    return registry;
  }

  private static String config(Path folder, int port, String tls) {
    return """
    version: 0.1
    log: {level: error, accesslog: {disabled: true}}
    storage:
      filesystem: {rootdirectory: %s}
      delete: {enabled: true}
    http:
      addr: 127.0.0.1:%d
      secret: test
    %s\
    """
        .formatted(folder.resolve("data"), port, tls);
  }

  /** What clients call it: {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** PEM of the authority that signed its certificate; only where it has one. */
  public Path authority() {
    return authority.orElseThrow();
  }

  /** Where it keeps everything; tests damage it. */
  public Path data() {
    return folder.resolve("data");
  }

  private void awaitStart() throws IOException {
    Instant deadline = Instant.now().plus(STARTS_WITHIN);
    while (!accepts()) {
      if (!process.isAlive() || Instant.now().isAfter(deadline)) {
        String log = Files.readString(folder.resolve("log"));
        close();
        throw new IOException("docker-registry did not start: " + log);
      }
      pause();
    }
  }

  private boolean accepts() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void passwords(Path folder) throws IOException {
    String line =
        TestAuthority.run(folder, RealTool.require("htpasswd").toString(), "-Bbn", USER, PASSWORD);
    Files.writeString(folder.resolve("htpasswd"), line);
  }

  private void end() {
    process.destroyForcibly();
    ProgramFolder.remove(folder);
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(lastResort);
    process.destroy();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end();
  }
}
