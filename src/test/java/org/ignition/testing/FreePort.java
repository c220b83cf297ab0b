package org.ignition.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ports for programs that can't be told to take any. The system chooses those that clients connect
 * from above {@link #END} (Linux: 32768), and so takes none of these in the meantime.
 */
public final class FreePort {

  private static final int BEGIN = 10_000;
  private static final int END = 32_000;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** One of 127.0.0.1 that nobody listens at, and that no test of this JVM was given before. */
  public static int any() {
    while (true) {
      int port = RANDOM.nextInt(BEGIN, END);
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
