package org.ignition.database.postgres;

import java.io.IOException;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;

/**
 * Makes sockets that notice within a minute when the network falls silent, where the system's own
 * two hours would pass: a migration may run for hours without a byte, so that silence alone tells
 * nothing. The driver turns the probes on ({@code tcpKeepAlive}).
 */
public final class WatchfulSocketFactory extends DriverSocketFactory {

  private static final int IDLE_SECONDS = 30;
  private static final int INTERVAL_SECONDS = 10;
  private static final int PROBES = 3;

  @Override
  public Socket createSocket() throws IOException {
    Socket socket = new Socket();
    socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS);
    socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_SECONDS);
    socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
    return socket;
  }
}
