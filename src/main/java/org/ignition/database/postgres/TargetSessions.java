package org.ignition.database.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.ignition.database.Tunnel;
import org.ignition.database.target.PostgresUrl;

/**
 * Opens sessions in the database that migrations are for.
 *
 * @param url where it is
 * @param login who we are
 * @param tunnel to go through
 * @param majorVersion of the server; 0 before it is known
 * @param pooled whether a pooler stands before it, which keeps settings of a start to itself
 * @param linux whether it is known to run there
 */
record TargetSessions(
    PostgresUrl url,
    Login login,
    Optional<Tunnel> tunnel,
    int majorVersion,
    boolean pooled,
    boolean linux) {

  private static final int CLIENT_CHECK_SINCE = 14;
  private static final int IDLE_SESSION_TIMEOUT_SINCE = 14;
  private static final int TRANSACTION_TIMEOUT_SINCE = 17;

  /** What is asked over sessions that no migration runs in is answered at once. */
  private static final String SHORT_SECONDS = "60";

  TargetSessions(PostgresUrl url, Login login, Optional<Tunnel> tunnel) {
    this(url, login, tunnel, 0, false, false);
  }

  TargetSessions known(TargetReading server) {
    return new TargetSessions(
        url, login, tunnel, server.facts().majorVersion(), server.pooled(), server.linux());
  }

  /** For people. */
  String name() {
    return url.shown() + tunnel.map(way -> " through " + way.through()).orElse("");
  }

  /** A session for work that may take hours. */
  Connection open(String purpose) throws SQLException {
    return open(purpose, "0", settings());
  }

  /** The same, where a lock that others hold is waited for no longer than {@code lockTimeout}. */
  Connection open(String purpose, Duration lockTimeout) throws SQLException {
    Map<String, String> settings = settings();
    settings.put("lock_timeout", Long.toString(lockTimeout.toMillis()));
    return open(purpose, "0", settings);
  }

  /** A session for questions of ours. */
  Connection openShort(String purpose) throws SQLException {
    return open(purpose, SHORT_SECONDS, settings());
  }

  private Connection open(String purpose, String socketSeconds, Map<String, String> settings)
      throws SQLException {
    Properties all = new Properties();
    all.putAll(
        Map.of(
            "user",
            login.user(),
            "password",
            login.password(),
            "ApplicationName",
            "ignition-release " + purpose,
            "socketTimeout",
            socketSeconds));
    all.putAll(url.properties());
    all.put("options", options(settings));
    all.put("socketFactory", WatchfulSocketFactory.class.getName());
    tunnel.ifPresent(way -> enter(way, all));
    return settled(Sessions.connect(url.address(), url.database(), all), settings);
  }

  private static void enter(Tunnel way, Properties all) {
    all.put("socketFactory", TunnelSocketFactory.class.getName());
    all.put("socketFactoryArg", Integer.toString(way.port()));
  }

  private Connection settled(Connection session, Map<String, String> settings) throws SQLException {
    if (pooled) {
      try (Statement statement = session.createStatement()) {
        statement.execute(
            settings.entrySet().stream()
                .map(setting -> "SET " + setting.getKey() + " = " + setting.getValue())
                .collect(Collectors.joining("; ")));
      } catch (SQLException e) {
        try (session) {
          throw e;
        }
      }
    }
    return session;
  }

  private static String options(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(" "));
  }

  /**
   * Nothing ends a migration, or the lock that it is under, because it takes long; and the server
   * finds out within a minute when this machine is gone, so that the lock is free again, also in
   * the midst of a statement, whose own locks would outlast it: where it can, as it refuses the
   * setting where it can't. How this machine finds out about the server says {@link
   * WatchfulSocketFactory}.
   */
  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("statement_timeout", "0");
    settings.put("idle_in_transaction_session_timeout", "0");
    settings.put("tcp_keepalives_idle", "30");
    settings.put("tcp_keepalives_interval", "10");
    settings.put("tcp_keepalives_count", "3");
    if (linux && majorVersion >= CLIENT_CHECK_SINCE) {
      settings.put("client_connection_check_interval", "10000");
    }
    if (majorVersion >= IDLE_SESSION_TIMEOUT_SINCE) {
      settings.put("idle_session_timeout", "0");
    }
    if (majorVersion >= TRANSACTION_TIMEOUT_SINCE) {
      settings.put("transaction_timeout", "0");
    }
    return settings;
  }
}
