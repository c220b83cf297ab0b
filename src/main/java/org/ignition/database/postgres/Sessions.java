package org.ignition.database.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.ignition.database.SessionRole;
import org.ignition.failure.CancelledException;
import org.postgresql.Driver;

/**
 * Opens sessions at one server.
 *
 * @param address {@code host:port}
 * @param administrator who watches
 * @param owner who migrates
 * @param properties more of the driver's, such as {@code sslmode}
 */
record Sessions(String address, Login administrator, Login owner, Map<String, String> properties) {

  private static final Driver DRIVER = new Driver();

  /**
   * What a script sets for its database would hold for our sessions too: times in which nothing can
   * be done, and for who watches, names of the script's own in place of the server's.
   */
  private static final String OPTIONS = " -c statement_timeout=0 -c lock_timeout=0";

  private static final String WATCHING =
      OPTIONS + " -c search_path=pg_catalog -c default_transaction_read_only=off";

  Sessions {
    properties = Map.copyOf(properties);
  }

  Login login(SessionRole role) {
    return switch (role) {
      case ADMINISTRATOR -> administrator;
      case OWNER -> owner;
    };
  }

  /** In the form of libpq's documentation, section “Connection URIs”. */
  String url(String database, SessionRole role) {
    Login login = login(role);
    return "postgresql://"
        + UrlText.encode(login.user())
        + ":"
        + UrlText.encode(login.password())
        + "@"
        + address
        + "/"
        + UrlText.encode(database);
  }

  /** The same server, with another owner, and with more properties. */
  Sessions withOwner(Login other, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(properties);
    all.putAll(more);
    return new Sessions(address, administrator, other, all);
  }

  /**
   * A session in {@code database}.
   *
   * @throws org.ignition.failure.RemoteException when there can be none
   * @throws CancelledException when this thread was interrupted meanwhile, which it stays
   */
  Connection open(String database, SessionRole role) {
    try {
      return connect(database, role);
    } catch (SQLException e) {
      CancelledException.throwIfInterrupted(); // The driver would call it a failure of its own.
      throw DatabaseProblem.connecting(address, e);
    }
  }

  private String options(SessionRole role) {
    String ours =
        switch (role) {
          case ADMINISTRATOR -> WATCHING;
          case OWNER -> OPTIONS;
        };
    return properties.getOrDefault("options", "") + ours;
  }

  private Connection connect(String database, SessionRole role) throws SQLException {
    Properties all = new Properties();
    all.putAll(
        Map.of(
            "user",
            login(role).user(),
            "password",
            login(role).password(),
            "ApplicationName",
            "ignition-release",
            "socketTimeout",
            "900"));
    all.putAll(properties);
    all.put("options", options(role));
    return connect(address, database, all);
  }

  /**
   * A session with what all of ours have.
   *
   * @param properties user, password, and more of the driver's
   */
  static Connection connect(String address, String database, Properties properties)
      throws SQLException {
    Properties all = new Properties();
    all.putAll(
        Map.of(
            "connectTimeout", "10",
            "loginTimeout", "20",
            "tcpKeepAlive", "true",
            // A script's statements as they are; those of ours are prepared.
            "preferQueryMode", "extendedForPrepared",
            "preparedStatementCacheQueries", "8",
            "assumeMinServerVersion", "12"));
    // Statements of ours are few, run often, and stay prepared whatever a script does.
    all.putAll(Map.of("prepareThreshold", "1", "flushCacheOnDdl", "false"));
    all.putAll(Certificates.checked(properties));
    Connection connection =
        DRIVER.connect("jdbc:postgresql://" + address + "/" + UrlText.encode(database), all);
    if (connection == null) {
      throw new IllegalStateException("not a URL of this driver");
    }
    return connection;
  }
}
