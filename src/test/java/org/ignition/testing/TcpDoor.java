package org.ignition.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A door to a port of this machine that can be shut or jammed, and that counts round trips. */
public final class TcpDoor implements AutoCloseable {

  private static final int PIECE = 64 * 1024;

  private final int backend;
  private final ServerSocket listening;
  private final Deque<byte[]> answers = new ConcurrentLinkedDeque<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger roundTrips = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile int last = Integer.MAX_VALUE;
  private volatile long most = Long.MAX_VALUE;

  private TcpDoor(int backend, int port) throws IOException {
    this.backend = backend;
    this.listening = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** A door to {@code backend} on 127.0.0.1. */
  public static TcpDoor to(int backend) throws IOException {
    return at(0, backend);
  }

  /** The same at a port that is known already. */
  public static TcpDoor at(int port, int backend) throws IOException {
    return new TcpDoor(backend, port);
  }

  /** Where to knock, on 127.0.0.1. */
  public int port() {
    return listening.getLocalPort();
  }

  /** The next connection is answered so, after its first bytes, and ended. */
  public TcpDoor answer(byte[] bytes) {
    answers.add(bytes.clone());
    return this;
  }

  /** How many came. */
  public int connections() {
    return connections.get();
  }

  /** How often a client spoke after the server had, or first. */
  public int roundTrips() {
    return roundTrips.get();
  }

  /** Ends all connections, once, instead of the round trip with this number, counted from 1. */
  public TcpDoor cutAt(int roundTrip) {
    last = roundTrip;
    return this;
  }

  /**
   * Every connection stands still once so many bytes have come back by it: whoever reads more waits
   * for as long as this is open, and so is still at it when a test looks, on any machine.
   */
  public TcpDoor jamAfter(long bytes) {
    most = bytes;
    return this;
  }

  /** Ends all connections. */
  public void cut() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** How many round trips were answered: a farewell is not. */
  public int answered() {
    return answered.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        connections.incrementAndGet();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    byte[] answer = answers.poll();
    try (client) {
      if (answer == null) {
        pass(client);
      } else {
        client.getInputStream().read(new byte[PIECE]);
        client.getOutputStream().write(answer);
      }
    } catch (IOException | InterruptedException e) {
      // The test sees what came of it.
    }
  }

  private void pass(Socket client) throws IOException, InterruptedException {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), backend)) {
      open.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      AtomicBoolean clientsTurn = new AtomicBoolean(true);
      Thread back = Thread.ofVirtual().start(() -> copy(server, client, clientsTurn, false));
      copy(client, server, clientsTurn, true);
      back.join();
    }
  }

  private void copy(Socket from, Socket to, AtomicBoolean clientsTurn, boolean fromClient) {
    byte[] piece = new byte[PIECE];
    long back = 0;
    try (to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        if (!fromClient) {
          if (!clientsTurn.getAndSet(true)) {
            answered.incrementAndGet();
          }
          back += count;
          if (back > most) {
            closed.await();
          }
        } else if (clientsTurn.getAndSet(false) && roundTrips.incrementAndGet() == last) {
          cut();
        }
        out.write(piece, 0, count);
      }
    } catch (IOException | InterruptedException e) {
      // Ended by either side.
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      closed.countDown();
    }
  }
}
