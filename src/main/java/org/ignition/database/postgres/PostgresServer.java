package org.ignition.database.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import org.ignition.database.ScratchServer;
import org.ignition.database.ServerError;
import org.ignition.database.ServerMessage;
import org.ignition.database.SessionRole;
import org.ignition.failure.RemoteException;
import org.jspecify.annotations.Nullable;

/** A server that is up, whoever runs it. */
final class PostgresServer implements ScratchServer {

  private final int majorVersion;
  private final boolean privileged;
  private final Sessions sessions;
  private final Databases databases;
  private final ServerHost host;

  PostgresServer(
      int majorVersion,
      boolean privileged,
      Sessions sessions,
      Databases databases,
      ServerHost host) {
    this.majorVersion = majorVersion;
    this.privileged = privileged;
    this.sessions = sessions;
    this.databases = databases;
    this.host = host;
  }

  @Override
  public int majorVersion() {
    return majorVersion;
  }

  @Override
  public boolean isPrivileged() {
    return privileged;
  }

  @Override
  public String roleName(SessionRole role) {
    return sessions.login(role).user();
  }

  @Override
  public String createDatabase() {
    return databases.create();
  }

  @Override
  public String cloneDatabase(String template) {
    return databases.copy(template);
  }

  @Override
  public void dropDatabase(String name) {
    databases.drop(name);
  }

  @Override
  public String url(String database, SessionRole role) {
    return sessions.url(database, role);
  }

  @Override
  public Connection connect(String database, SessionRole role) {
    try {
      return sessions.open(database, role);
    } catch (RemoteException e) {
      if (!privileged || role != SessionRole.OWNER) {
        throw e;
      }
      databases.restoreOwner();
      return sessions.open(database, role);
    }
  }

  @Override
  public long copyIn(Connection session, String statement, String rows) throws SQLException {
    return Copying.in(session, statement, rows);
  }

  @Override
  public ServerError explain(SQLException failure) {
    return host.explained(Explanation.of(failure));
  }

  @Override
  public List<ServerMessage> messages(@Nullable SQLWarning first) {
    return Explanation.of(first);
  }

  @Override
  public void close() {
    try (databases) {
      host.end();
    }
  }
}
