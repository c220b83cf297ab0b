package org.ignition.registry.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * The door in front of the JDK's HTTP server, which never answers a TLS ClientHello and so lets
 * clients that try TLS first (Jib, skopeo, docker) wait for their timeout.
 *
 * <p>It looks at the first byte of each connection. What begins a TLS handshake is told at once, in
 * the way of Go's HTTP server, that plain HTTP is spoken here, which is the answer that those
 * clients know; everything else goes through unchanged.
 */
final class LoopbackGate implements AutoCloseable {

  private static final int TLS_HANDSHAKE = 0x16;
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int DRAIN_MILLIS = 500;
  private static final long RETRY_NANOS = 1_000_000;
  private static final byte[] PLAIN_HTTP_HERE =
      "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTPS request to an HTTP server.\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket door;
  private final InetSocketAddress server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** Of the platform: the sockets of virtual ones keep a poller alive, which delays an exit. */
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());

  private LoopbackGate(ServerSocket door, InetSocketAddress server) {
    this.door = door;
    this.server = server;
  }

  /** Opens the door at {@code address} to the server at {@code server}. */
  static LoopbackGate open(InetSocketAddress address, InetSocketAddress server) throws IOException {
    ServerSocket door = new ServerSocket();
    try {
      door.setReuseAddress(true);
      door.bind(address);
    } catch (IOException e) {
      door.close();
      throw e;
    }
    LoopbackGate gate = new LoopbackGate(door, server);
    gate.threads.execute(gate::accept);
    return gate;
  }

  int port() {
    return door.getLocalPort();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        threads.execute(() -> admit(client));
      } catch (IOException e) {
        // Closed, or out of file descriptors for a moment: the next one may be fine.
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private void admit(Socket client) {
    open.add(client);
    try (client) {
      if (door.isClosed()) {
        return;
      }
      client.setTcpNoDelay(true);
      InputStream in = client.getInputStream();
      byte[] first = new byte[BUFFER_BYTES];
      int read = in.read(first);
      if (read > 0 && first[0] == TLS_HANDSHAKE) {
        refuse(client);
      } else if (read > 0) {
        pass(client, first, read);
      }
    } catch (IOException e) {
      // The client or the server went away, which the other one sees by the closed connection.
    } finally {
      open.remove(client);
    }
  }

  /** Waits for the client to hang up: closing on unread bytes would reset the connection. */
  private static void refuse(Socket client) throws IOException {
    client.getOutputStream().write(PLAIN_HTTP_HERE);
    client.shutdownOutput();
    client.setSoTimeout(DRAIN_MILLIS);
    client.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private void pass(Socket client, byte[] first, int length) throws IOException {
    Socket inner = new Socket();
    open.add(inner);
    try (inner) {
      inner.connect(server);
      inner.setTcpNoDelay(true);
      inner.getOutputStream().write(first, 0, length);
      Thread answers = Thread.ofPlatform().daemon().start(() -> copyBack(inner, client));
      copy(client, inner);
      answers.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(inner);
    }
  }

  private static void copyBack(Socket inner, Socket client) {
    try (inner;
        client) {
      copy(inner, client);
    } catch (IOException e) {
      // Both ends are closed now, which is all that can be told them.
    }
  }

  private static void copy(Socket from, Socket to) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      out.write(buffer, 0, read);
    }
    to.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.close();
  }
}
