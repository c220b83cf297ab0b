package org.ignition.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** TLS before a server of this machine that speaks none: bytes are passed on as they are. */
public final class TlsFront implements AutoCloseable {

  private final ServerSocket listening;
  private final String backend;
  private final AtomicInteger clients = new AtomicInteger();

  private TlsFront(ServerSocket listening, String backend) {
    this.listening = listening;
    this.backend = backend;
    Thread.ofVirtual().start(this::accept);
  }

  /**
   * Before {@code backend}.
   *
   * @param backend as {@code host:port}
   * @param tls with the server's certificate
   */
  public static TlsFront before(String backend, SSLContext tls) throws IOException {
    return new TlsFront(tls.getServerSocketFactory().createServerSocket(0, 100), backend);
  }

  /** Where it listens, by all names of this machine. */
  public int port() {
    return listening.getLocalPort();
  }

  /** How many have come, whether they liked the certificate or not. */
  public int clients() {
    return clients.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        clients.incrementAndGet();
        Thread.ofVirtual().start(() -> pass(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void pass(Socket client) {
    int colon = backend.lastIndexOf(':');
    try (client;
        Socket server =
            new Socket(
                backend.substring(0, colon), Integer.parseInt(backend.substring(colon + 1)))) {
      Thread back = Thread.ofVirtual().start(() -> copy(server, client));
      copy(client, server);
      back.join();
    } catch (IOException | InterruptedException e) {
      // The test sees what came of it.
    }
  }

  private static void copy(Socket from, Socket to) {
    try (to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Ended by either side.
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
