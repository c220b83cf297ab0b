package org.ignition.migration.rehearsal.observe;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.sql.Token;

/**
 * Sessions that each read a table that a statement names, in a transaction that stays open: what a
 * CONCURRENTLY waits for.
 */
final class Readers implements AutoCloseable {

  private static final int MOST = 2;
  private static final String NAMED =
      "SELECT DISTINCT t.oid, pg_catalog.format('%I.%I', n.nspname, t.relname)"
          + " FROM pg_catalog.pg_class t JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace"
          + " LEFT JOIN pg_catalog.pg_index i ON i.indrelid = t.oid"
          + " LEFT JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid"
          + " WHERE t.relkind IN ('r', 'p', 'm') AND t.oid >= 16384 AND t.relispopulated"
          + " AND (t.relname = ANY(?) OR x.relname = ANY(?)) ORDER BY 1 LIMIT "
          + MOST;

  private final Deque<Connection> open;

  private Readers(Deque<Connection> open) {
    this.open = open;
  }

  static Readers of(Supplier<Connection> sessions, SqlStatement statement) throws SQLException {
    Readers readers = new Readers(new ArrayDeque<>());
    for (String table : tables(sessions, statement)) {
      readers.read(sessions.get(), table);
    }
    return readers;
  }

  private static List<String> tables(Supplier<Connection> sessions, SqlStatement statement)
      throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Connection session = sessions.get();
        PreparedStatement query = session.prepareStatement(NAMED)) {
      Object[] names = names(statement).toArray();
      query.setArray(1, session.createArrayOf("text", names));
      query.setArray(2, session.createArrayOf("text", names));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          tables.add(row.getString(2));
        }
      }
    }
    return tables;
  }

  /** Everything in the statement that may be a name. */
  private static List<String> names(SqlStatement statement) {
    return statement.tokens().stream()
        .flatMap(token ->
            switch (token.kind()) {
              case WORD -> java.util.stream.Stream.of(token.text().toLowerCase(Locale.ROOT));
              case QUOTED_IDENTIFIER -> java.util.stream.Stream.of(unquoted(token));
              case STRING, NUMBER, PARAMETER, SYMBOL -> java.util.stream.Stream.of();
            })
        .toList();
  }

  private static String unquoted(Token token) {
    String text = token.text();
    return text.substring(text.indexOf('"') + 1, text.length() - 1).replace("\"\"", "\"");
  }

  private void read(Connection session, String table) throws SQLException {
    open.add(session);
    session.setAutoCommit(false);
    session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (Statement statement = session.createStatement()) {
      statement.execute("SELECT 1 FROM " + table + " LIMIT 1");
    }
  }

  /** Lets the oldest go. */
  synchronized void releaseOne() throws SQLException {
    Connection session = open.poll();
    if (session != null) {
      session.close();
    }
  }

  synchronized void releaseAll() {
    try {
      while (!open.isEmpty()) {
        releaseOne();
      }
    } catch (SQLException _) {
      open.clear(); // Closing a session whose server is gone.
    }
  }

  @Override
  public void close() {
    releaseAll();
  }
}
