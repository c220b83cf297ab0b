package org.ignition.backup.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.testing.Postgres;
import org.ignition.testing.TcpDoor;

/**
 * A database of a real server, and a role that may read it.
 *
 * @param name of the database and of the role
 */
record DumpedDatabase(ScratchServer server, String name, String password, int port)
    implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  static DumpedDatabase create(int major) throws SQLException {
    return create(major, "dumped");
  }

  static DumpedDatabase create(int major, String name) throws SQLException {
    ScratchServer server = Postgres.server(major);
    String unique = name + " " + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    String password = "s3cret'\"\\ " + unique;
    try (Connection session = server.connect("postgres", SessionRole.ADMINISTRATOR);
        Statement statement = session.createStatement()) {
      statement.execute(
          "CREATE ROLE \"%s\" LOGIN PASSWORD %s IN ROLE pg_read_all_data"
              .formatted(unique, literal(password)));
      statement.execute("CREATE DATABASE \"" + unique + "\"");
      try (ResultSet port = statement.executeQuery("SELECT inet_server_port()")) {
        port.next();
        return new DumpedDatabase(server, unique, password, port.getInt(1));
      }
    }
  }

  /** The same, as it is reached by another port. */
  DumpedDatabase through(TcpDoor door) {
    return new DumpedDatabase(server, name, password, door.port());
  }

  private static String literal(String text) {
    return "E'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  Connection connect() throws SQLException {
    Connection session = server.connect(name, SessionRole.ADMINISTRATOR);
    session.setSchema("public");
    return session;
  }

  void run(String... statements) throws SQLException {
    try (Connection session = connect();
        Statement statement = session.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  String ask(String query) throws SQLException {
    try (Connection session = connect();
        Statement statement = session.createStatement();
        ResultSet answer = statement.executeQuery(query)) {
      answer.next();
      return answer.getString(1);
    }
  }

  DumpTarget target() {
    return target(password, server.majorVersion(), 8_000_000);
  }

  DumpTarget target(String givenPassword, int major, long sizeBytes) {
    TlsSettings tls = new TlsSettings("disable", "", "", "");
    return new DumpTarget(
        "localhost",
        "127.0.0.1",
        port,
        name,
        name,
        givenPassword,
        tls,
        major,
        major + ".0",
        sizeBytes);
  }

  @Override
  public void close() throws SQLException {
    try (Connection session = server.connect("postgres", SessionRole.ADMINISTRATOR);
        Statement statement = session.createStatement()) {
      statement.execute("DROP DATABASE \"" + name + "\" WITH (FORCE)");
      statement.execute("DROP ROLE \"" + name + "\"");
    }
  }
}
