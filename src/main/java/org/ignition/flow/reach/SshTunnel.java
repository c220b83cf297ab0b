package org.ignition.flow.reach;

import java.util.Optional;
import org.ignition.database.Tunnel;
import org.ignition.database.target.PostgresUrl;
import org.ignition.database.target.Route;
import org.ignition.deployment.compose.ServiceAddress;
import org.ignition.ssh.SshSession;

/**
 * A way to a database over SSH.
 *
 * @param session which it ends with
 * @param host of the database, as the SSH host knows it
 * @param remotePort of the database
 * @param port on this machine
 */
record SshTunnel(SshSession session, String host, int remotePort, int port) implements Tunnel {

  static Tunnel open(PostgresUrl url, Route.OverSsh route, SshAccess access) {
    SshSession session = access.open();
    try {
      String host =
          switch (route) {
            case Route.Forwarded() -> url.host();
            case Route.ComposeService(var project, var service) ->
                ServiceAddress.find(session, project, service);
          };
      return new SshTunnel(session, host, url.port(), session.forward(host, url.port()));
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public String through() {
    return session.host().toString();
  }

  @Override
  public Optional<Obstacle> obstacle() {
    return session
        .refusal(host, remotePort)
        .map(refusal -> new Obstacle(refusal.failure(), refusal.banned()));
  }

  @Override
  public void close() {
    session.close();
  }
}
