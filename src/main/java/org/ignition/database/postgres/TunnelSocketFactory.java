package org.ignition.database.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Connects to the near end of a tunnel whatever host is asked for, so that the driver goes on to
 * know the server by its own name, which its certificate holds.
 */
public final class TunnelSocketFactory extends DriverSocketFactory {

  private static final int CONNECT_MILLIS = 10_000;

  private final InetSocketAddress entrance;

  /**
   * Leads into the tunnel at {@code port} of 127.0.0.1.
   *
   * @param port in decimal digits
   */
  public TunnelSocketFactory(String port) {
    this.entrance = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
  }

  /** Connected already: the driver connects only what is not, and needs no host's address then. */
  @Override
  public Socket createSocket() throws IOException {
    Socket socket = new Socket();
    socket.connect(entrance, CONNECT_MILLIS);
    return socket;
  }
}
