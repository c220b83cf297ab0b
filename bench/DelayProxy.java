import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Puts a server on loopback at a distance: {@code java DelayProxy.java LISTEN TARGET MILLIS}. Bytes
 * take MILLIS each way, without a limit on how many are under way, and a new connection takes one
 * round trip more, as TCP's handshake does. Prints a line for each round trip: one for a handshake,
 * and one whenever the server answers what a client said.
 */
public class DelayProxy {

  private record Piece(long due, byte[] bytes) {}

  public static void main(String[] arguments) throws IOException {
    int target = Integer.parseInt(arguments[1]);
    long delay = Long.parseLong(arguments[2]) * 1_000_000;
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try (ServerSocket listening = new ServerSocket(Integer.parseInt(arguments[0]), 100, loopback)) {
      while (true) {
        Socket near = listening.accept();
        Socket far = new Socket(loopback, target);
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        System.out.println("connected");
        AtomicBoolean asked = new AtomicBoolean();
        relay(near, far, delay, System.nanoTime() + 2 * delay, () -> asked.set(true));
        relay(far, near, delay, 0, () -> answered(asked));
      }
    }
  }

  private static void answered(AtomicBoolean asked) {
    if (asked.getAndSet(false)) {
      System.out.println("answered");
    }
  }

  private static void relay(Socket from, Socket to, long delay, long notBefore, Runnable onBytes) {
    BlockingQueue<Piece> underWay = new LinkedBlockingQueue<>();
    Thread.ofVirtual().start(() -> read(from, underWay, delay, notBefore, onBytes));
    Thread.ofVirtual().start(() -> write(to, underWay));
  }

  private static void read(
      Socket from, BlockingQueue<Piece> underWay, long delay, long notBefore, Runnable onBytes) {
    byte[] buffer = new byte[65536];
    try (InputStream in = from.getInputStream()) {
      for (int count; (count = in.read(buffer)) >= 0; ) {
        onBytes.run();
        long due = Math.max(System.nanoTime(), notBefore) + delay;
        underWay.add(new Piece(due, Arrays.copyOf(buffer, count)));
      }
    } catch (IOException e) {
      // Ends like an orderly close.
    }
    underWay.add(new Piece(System.nanoTime() + delay, new byte[0]));
  }

  private static void write(Socket to, BlockingQueue<Piece> underWay) {
    try (to;
        OutputStream out = to.getOutputStream()) {
      while (true) {
        Piece piece = underWay.take();
        long wait = piece.due() - System.nanoTime();
        if (wait > 0) {
          Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
        }
        if (piece.bytes().length == 0) {
          return;
        }
        out.write(piece.bytes());
        out.flush();
      }
    } catch (IOException | InterruptedException e) {
      // The other side is gone.
    }
  }
}
