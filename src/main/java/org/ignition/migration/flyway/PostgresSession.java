package org.ignition.migration.flyway;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ignition.database.HeldLock;
import org.ignition.database.TargetDatabase;
import org.ignition.migration.flyway.session.Memory;
import org.ignition.migration.sql.NonTransactional;
import org.ignition.migration.sql.SqlStatement;

/**
 * A session of PostgreSQL. Every text of ours is one message of the simple protocol, whatever the
 * number of its statements.
 */
final class PostgresSession implements WorkSession {

  /** The driver's “too many results”: a statement returned rows, which were not kept. */
  private static final String HAD_ROWS = "0100E";

  /**
   * Undoes what a script did to its session, but for advisory locks: Flyway holds one. What a
   * rehearsal undoes between two scripts, see {@code rehearsal.SessionText}.
   */
  private static final String FORGET =
      """
      RESET SESSION AUTHORIZATION;
      RESET ROLE;
      RESET ALL;
      CLOSE ALL;
      UNLISTEN *;
      DEALLOCATE ALL;
      DISCARD TEMP;
      DISCARD SEQUENCES\
      """;

  private static final String CHECK = "SET CONSTRAINTS ALL IMMEDIATE";

  /** Those on partitioned tables are not valid until every partition has one. */
  private static final String INVALID_INDEXES =
      """
      SELECT i.indexrelid, pg_catalog.format('%I.%I', n.nspname, c.relname)
      FROM pg_catalog.pg_index i
      JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT i.indisvalid AND c.relkind = 'i'
      ORDER BY 2\
      """;

  private final TargetDatabase database;
  private final Connection connection;
  private final HeldLock lock;
  private final ApplySettings settings;
  private final Set<Long> invalidBefore = new HashSet<>();
  private boolean transactional = true;
  private boolean ownTimeout;
  private Duration timeout;

  PostgresSession(
      TargetDatabase database, Connection connection, HeldLock lock, ApplySettings settings) {
    this.database = database;
    this.connection = connection;
    this.lock = lock;
    this.settings = settings;
    this.timeout = settings.lockTimeout();
  }

  @Override
  public void enter(boolean transactional) throws SQLException {
    this.transactional = transactional;
    if (lock.proof().isEmpty()) {
      lock.require();
    }
    List<String> texts = new ArrayList<>();
    Memory.of(connection)
        .flatMap(Memory::unsettle)
        .map(PostgresSession::searchPathText)
        .ifPresent(texts::add);
    texts.addAll(List.of(timeoutText(timeout), timeZoneText()));
    proof().ifPresent(texts::add);
    if (!transactional) {
      texts.add(INVALID_INDEXES);
    }
    try (Statement statement = statement()) {
      statement.execute(String.join(";\n", texts));
      if (proof().isPresent()) {
        requireTrue(next(statement));
      }
      if (!transactional) {
        names(next(statement)).forEach(index -> invalidBefore.add(index.oid()));
      }
    }
  }

  private Optional<String> proof() {
    return Optional.of(lock.proof()).filter(proof -> !proof.isEmpty());
  }

  private String timeoutText(Duration timeout) {
    String set = transactional ? "SET LOCAL" : "SET";
    return set + " lock_timeout = '" + timeout.toMillis() + "ms'";
  }

  /** The driver begins with the zone of this machine, which is nobody's choice. */
  private String timeZoneText() {
    String set = transactional ? "SET LOCAL" : "SET";
    return set + " TimeZone = '" + settings.timeZone().getId() + "'";
  }

  /** As Flyway sets it: for the session. */
  private static String searchPathText(String path) {
    String literal = "E'" + path.replace("\\", "\\\\").replace("'", "''") + "'";
    return "SELECT pg_catalog.set_config('search_path', " + literal + ", false)";
  }

  private static ResultSet next(Statement statement) throws SQLException {
    while (!statement.getMoreResults()) {
      if (statement.getUpdateCount() < 0) {
        throw new SQLException("an answer is missing");
      }
    }
    return statement.getResultSet();
  }

  private void requireTrue(ResultSet answer) throws SQLException {
    if (!answer.next() || !answer.getBoolean(1)) {
      lock.require();
      throw Problems.lockLost(database);
    }
  }

  @Override
  public void run(SqlStatement statement) throws SQLException {
    if (!transactional) {
      waitFor(statement);
    }
    send(statement, "");
  }

  /** Statements that can't be repeated may wait longer; a script's own limit holds. */
  private void waitFor(SqlStatement next) throws SQLException {
    ownTimeout |= next.tokens().stream().limit(3).anyMatch(token -> token.is("LOCK_TIMEOUT"));
    Duration wanted =
        NonTransactional.is(next) ? settings.concurrentLockTimeout() : settings.lockTimeout();
    if (!ownTimeout && !wanted.equals(timeout)) {
      timeout = wanted;
      update(timeoutText(wanted));
    }
  }

  @Override
  public void runLast(SqlStatement statement) throws SQLException {
    String after = ";\n" + CHECK + ";\n" + forget();
    if (statement.copyData().isPresent()) {
      send(statement, "");
      update(after);
    } else {
      send(statement, after);
    }
    settle();
  }

  @Override
  public void putBack() throws SQLException {
    update(forget());
    settle();
  }

  private void settle() throws SQLException {
    Memory.of(connection).ifPresent(Memory::settle);
  }

  private String forget() {
    return transactional ? FORGET + ";\n" + timeoutText(settings.lockTimeout()) : FORGET;
  }

  private void send(SqlStatement statement, String after) throws SQLException {
    Optional<String> copied = statement.copyData();
    if (copied.isPresent()) {
      database.copyIn(connection, statement.text(), copied.get());
    } else {
      update(statement.text() + after);
    }
  }

  private void update(String text) throws SQLException {
    try (Statement statement = statement()) {
      statement.executeLargeUpdate(text);
    } catch (SQLException e) {
      if (!HAD_ROWS.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  private Statement statement() throws SQLException {
    return plain(connection);
  }

  private static Statement plain(Connection connection) throws SQLException {
    Statement statement = connection.createStatement();
    statement.setEscapeProcessing(false);
    return statement;
  }

  @Override
  public List<String> leftovers(Connection other) throws SQLException {
    try (Statement statement = plain(other)) {
      return names(statement.executeQuery(INVALID_INDEXES)).stream()
          .filter(index -> !invalidBefore.contains(index.oid()))
          .map(Index::name)
          .toList();
    }
  }

  private record Index(long oid, String name) {}

  private static List<Index> names(ResultSet rows) throws SQLException {
    List<Index> indexes = new ArrayList<>();
    while (rows.next()) {
      indexes.add(new Index(rows.getLong(1), rows.getString(2)));
    }
    return indexes;
  }
}
