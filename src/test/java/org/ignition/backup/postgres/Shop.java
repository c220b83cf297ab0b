package org.ignition.backup.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.ignition.database.TargetDatabase;
import org.ignition.database.postgres.TargetServer;

/**
 * A database whose owner backs it up and restores it.
 *
 * @param name of the database and of the role, which is no superuser
 * @param database opened by that role
 */
record Shop(TargetServer server, String name, TargetDatabase database) implements AutoCloseable {

  static Shop create(int major) throws SQLException {
    TargetServer server = TargetServer.of(major);
    String name = server.newShop();
    return new Shop(server, name, server.open(name));
  }

  /** Runs statements as its owner. */
  void run(String... statements) throws SQLException {
    try (Connection session = connect();
        Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  Connection connect() {
    return database.connect("test");
  }

  /** Runs it as a superuser. */
  void admin(String sql) throws SQLException {
    server.admin(name, sql);
  }

  String ask(String query) throws SQLException {
    try (Connection session = connect();
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  DumpTarget target() {
    return new DumpTarget(
        "127.0.0.1",
        "",
        server.port(),
        name,
        name,
        TargetServer.PASSWORD,
        new TlsSettings("disable", "", "", ""),
        database.facts().majorVersion(),
        database.facts().version(),
        database.facts().sizeBytes());
  }

  @Override
  public void close() throws SQLException {
    database.close();
    server.admin("postgres", "DROP DATABASE " + name + " WITH (FORCE)");
    server.admin("postgres", "DROP ROLE " + name);
  }
}
