package org.ignition.registry.embedded;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ignition.failure.InputException;
import org.ignition.image.ImageName;
import org.ignition.image.Manifest;
import org.ignition.image.Selector;

/**
 * A registry on 127.0.0.1 over OCI layout folders: each repository is the layout at its own path
 * below the root.
 *
 * <p>It speaks plain HTTP. A process that dies at any moment leaves valid layouts. One server at a
 * time has a root.
 */
public final class EmbeddedRegistry implements AutoCloseable {

  private static final int BACKLOG = 128;

  static {
    // The JDK's server sends header and body apart; with Nagle's algorithm between them every small
    // answer on a kept connection costs 40 ms. It reads the property once, when first used.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final Path root;
  private final RootLock lock;
  private final Layouts layouts;
  private final Uploads uploads;
  private final HttpServer server;
  private final ExecutorService threads;
  private final LoopbackGate gate;

  private EmbeddedRegistry(Path root, RootLock lock, int port, Upstream upstream)
      throws IOException {
    this.root = root;
    this.lock = lock;
    Scratch scratch = new Scratch(root.resolve(".uploads"), () -> UUID.randomUUID().toString());
    scratch.clear();
    this.uploads = new Uploads(scratch);
    this.server = HttpServer.create(loopback(0), BACKLOG);
    this.threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());
    this.layouts = new Layouts(root, scratch);
    DistributionApi api = new DistributionApi(layouts, uploads, upstream);
    server.setExecutor(threads);
    server.createContext("/", new HttpFront(api));
    server.start();
    try {
      this.gate = LoopbackGate.open(loopback(port), server.getAddress());
    } catch (IOException e) {
      server.stop(0);
      throw e;
    }
  }

  /**
   * Serves {@code root}, which is created where it is missing.
   *
   * @param port to listen on; 0 for any free one
   * @throws InputException when the port is taken, another server has the folder, or the folder
   *     can't be written
   */
  public static EmbeddedRegistry start(Path root, int port) {
    return start(root, port, Upstream.NONE);
  }

  /**
   * Serves {@code root} and, for what it does not hold, {@code upstream}.
   *
   * @param port to listen on; 0 for any free one
   * @throws InputException when the port is taken, another server has the folder, or the folder
   *     can't be written
   */
  public static EmbeddedRegistry start(Path root, int port, Upstream upstream) {
    RootLock lock = RootLock.take(root);
    try {
      return new EmbeddedRegistry(root, lock, port, upstream);
    } catch (IOException e) {
      lock.close();
      throw StartFailure.of(root, port, e);
    }
  }

  /** Not "localhost": that may be an IPv6 address, or none. */
  private static InetSocketAddress loopback(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }

  /** Where it listens, as image names have it: {@code 127.0.0.1:<port>}. */
  public String host() {
    return "127.0.0.1:" + gate.port();
  }

  /**
   * A repository here.
   *
   * @throws InputException when {@code repository} is not a repository's path
   */
  public ImageName name(String repository) {
    return new ImageName(host(), repository);
  }

  /** The layout folder of a repository, whether it exists yet or not. */
  public Path layout(String repository) {
    return root.resolve(name(repository).repository());
  }

  /**
   * A manifest that is here, without the way through HTTP.
   *
   * @throws IOException when the folder can't be read
   * @throws InputException when {@code repository} is not a repository's path
   */
  public Optional<Manifest> manifest(String repository, Selector selector) throws IOException {
    return layouts.of(new RepositoryPath(name(repository).repository())).manifest(selector);
  }

  /** Stops at once; requests under way fail, uploads that did not end are forgotten. */
  @Override
  public void close() {
    try (lock;
        uploads;
        threads;
        gate) {
      server.stop(0);
    } catch (IOException e) {
      // Nothing more can be done about a socket that won't close.
    }
  }
}
