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
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** What is known of the settings that scripts are to find. */
  private enum Standing {
    UNKNOWN,
    /** Set by a statement that may yet be rolled back. */
    PUT_BACK,
    /** Set for good. */
    KEPT
  }

  private final TargetDatabase database;
  private final Connection connection;
  private final Optional<Memory> memory;
  private final HeldLock lock;
  private final ApplySettings settings;
  private final Set<Long> invalidBefore = new HashSet<>();
  private boolean transactional = true;
  private boolean ownTimeout;
  private Duration timeout;
  private Optional<String> searchPath = Optional.empty();
  private String initialSettings = "";
  private Standing standing = Standing.UNKNOWN;

  PostgresSession(
      TargetDatabase database,
      Connection connection,
      Optional<Memory> memory,
      HeldLock lock,
      ApplySettings settings) {
    this.database = database;
    this.connection = connection;
    this.memory = memory;
    this.lock = lock;
    this.settings = settings;
    this.timeout = settings.lockTimeout();
  }

  @Override
  public void enter(boolean transactional) throws SQLException {
    this.transactional = transactional;
    ownTimeout = false;
    Optional<String> wanted = memory.flatMap(Memory::unsettle).or(() -> searchPath);
    boolean ready = standing == Standing.KEPT && wanted.equals(searchPath);
    standing = Standing.UNKNOWN;
    if (!ready) {
      searchPath = wanted;
      initialSettings = initialSettings();
      timeout = settings.lockTimeout();
      update(initialSettings);
    }
    if (!transactional) {
      requireAlone();
    }
  }

  /** What can't be taken back begins only while the lock is held, seen from this session. */
  private void requireAlone() throws SQLException {
    invalidBefore.clear();
    try (Statement statement = statement()) {
      requireTrue(statement.executeQuery(lock.proofQuery()));
      names(statement.executeQuery(INVALID_INDEXES))
          .forEach(index -> invalidBefore.add(index.oid()));
    }
  }

  /**
   * What a script finds, for the session, so that what is set when one ends is there for the next.
   * The driver begins with the time zone of this machine, which is nobody's choice.
   */
  private String initialSettings() {
    String zone = "SET TimeZone = '" + settings.timeZone().getId() + "'";
    return Stream.concat(
            searchPath.map(SearchPath::setting).stream(),
            Stream.of(timeoutText(settings.lockTimeout()), zone))
        .collect(Collectors.joining(";\n"));
  }

  private static String timeoutText(Duration timeout) {
    return "SET lock_timeout = '" + timeout.toMillis() + "ms'";
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

  @Override
  public void kept() {
    standing = standing == Standing.PUT_BACK ? Standing.KEPT : Standing.UNKNOWN;
  }

  private void settle() {
    standing = Standing.PUT_BACK;
    memory.ifPresent(Memory::settle);
  }

  private String forget() {
    timeout = settings.lockTimeout();
    return FORGET + ";\n" + initialSettings;
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
