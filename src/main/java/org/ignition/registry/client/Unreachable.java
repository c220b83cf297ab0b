package org.ignition.registry.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.tls.Trust;

/** Says in our words why there was no answer; what exceptions say may hold addresses. */
final class Unreachable {

  private Unreachable() {}

  static String words(IOException failure) {
    if (Causes.find(failure, UnknownHostException.class).isPresent()
        || Causes.find(failure, UnresolvedAddressException.class).isPresent()) {
      return "the host name is unknown";
    }
    if (failure instanceof HttpConnectTimeoutException) {
      return "no connection in time";
    }
    if (failure instanceof HttpTimeoutException) {
      return "no byte came in time";
    }
    if (failure instanceof NoRouteToHostException) {
      return "there is no route to the host";
    }
    if (failure instanceof ConnectException) {
      return "connection refused";
    }
    if (isRefusedTunnel(failure)) {
      return "the proxy does not let us through";
    }
    return failure instanceof SSLException ? "TLS failed" : "the connection was cut";
  }

  /** The JDK tells by its words only. */
  private static boolean isRefusedTunnel(IOException failure) {
    return Optional.ofNullable(failure.getMessage()).orElse("").startsWith("Tunnel failed");
  }

  /** The end of the command, once it was tried often enough. */
  static RemoteException of(String host, int attempts, IOException failure) {
    return new RemoteException(
        Problem.of(
            ErrorCode.REGISTRY_UNREACHABLE,
            "Registry " + host + " cannot be reached: " + words(failure),
            "Tried " + attempts + (attempts == 1 ? " time" : " times"),
            "Check the name, the network and the proxy, then run it again: it goes on from what is"
                + " there"),
        failure);
  }

  /** A certificate that is not trusted; trying again does not help. */
  static RemoteException certificate(String host, Trust.UntrustedException failure) {
    return new RemoteException(
        Problem.of(
            ErrorCode.REGISTRY_CERTIFICATE,
            "The certificate of " + host + " is not trusted",
            failure.why(),
            "Check that this is your registry; if it is, give its authority's certificate (PEM) as"
                + " the input `ca-certificate`"),
        failure);
  }
}
