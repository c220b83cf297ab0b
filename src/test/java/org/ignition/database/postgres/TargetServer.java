package org.ignition.database.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.ignition.database.LockHolder;
import org.ignition.database.LockRequest;
import org.ignition.database.Patience;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.database.TargetDatabase;
import org.ignition.database.target.DatabaseLogin;
import org.ignition.database.target.DatabaseUrl;
import org.ignition.database.target.PostgresUrl;
import org.ignition.testing.Postgres;

/**
 * A server as users have it, which is one of ours with roles and databases of their own.
 *
 * @param server to ask as its administrator
 * @param port on 127.0.0.1
 */
public record TargetServer(ScratchServer server, int port) {

  /** Of every role that is made here. */
  public static final String PASSWORD = "s3cret p@ss";

  /** Not to wait when nothing comes. */
  public static final Patience ONCE = new Patience(Duration.ZERO, Duration.ofMillis(10));

  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** The one of {@code major} that all tests share. */
  public static TargetServer of(int major) throws SQLException {
    return of(Postgres.server(major));
  }

  static TargetServer of(ScratchServer server) throws SQLException {
    return new TargetServer(
        server, Integer.parseInt(ask(server, "postgres", "SHOW port").orElseThrow()));
  }

  /** A new role with a database of its own; both have the name that comes back. */
  public String newShop() throws SQLException {
    String name = "shop" + NUMBER.incrementAndGet();
    admin("postgres", "CREATE ROLE " + name + " LOGIN PASSWORD '" + PASSWORD + "'");
    admin("postgres", "CREATE DATABASE " + name + " OWNER " + name);
    return name;
  }

  /** Runs {@code sql} as a superuser. */
  public void admin(String database, String sql) throws SQLException {
    try (Connection session = server.connect(database, SessionRole.ADMINISTRATOR);
        Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first value of the answer, asked as a superuser. */
  public Optional<String> ask(String database, String query) throws SQLException {
    return ask(server, database, query);
  }

  private static Optional<String> ask(ScratchServer server, String database, String query)
      throws SQLException {
    try (Connection session = server.connect(database, SessionRole.ADMINISTRATOR)) {
      return ask(session, query);
    }
  }

  static Optional<String> ask(Connection session, String query) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
    }
  }

  PostgresUrl url(String database) {
    return url(port, database, "");
  }

  static PostgresUrl url(int port, String database, String query) {
    return (PostgresUrl)
        DatabaseUrl.parse("postgresql://127.0.0.1:" + port + "/" + database + query, false);
  }

  /** The shop {@code name}, opened by its owner. */
  public TargetDatabase open(String name) {
    return PostgresTarget.open(url(name), login(name), ONCE);
  }

  static DatabaseLogin login(String user) {
    return DatabaseLogin.of(user, PASSWORD);
  }

  /** To be told who holds a lock. */
  static final class Told {
    final List<LockHolder> holders = new CopyOnWriteArrayList<>();

    LockRequest request(Duration patience, String actor) {
      return new LockRequest(patience, actor, "https://runs.example/1", holders::add);
    }
  }
}
