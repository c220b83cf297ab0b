package org.ignition.database.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds out whether a pooler keeps a server session for each of ours, or lends it out between two
 * transactions.
 *
 * <p>While another connection is in a transaction, and so has a server session for sure, ours is
 * asked for its own. With a session each, ours stays the same and the other one is never ours. A
 * pooler that lends gives the other one what we had just now, or us another one.
 */
final class Pooler {

  /** Other clients may come in between, in each round with luck of their own. */
  private static final int ROUNDS = 16;

  /** Without pauses of any length they may keep step with us, and come in between each time. */
  private static final long LONGEST_PAUSE_NANOS = 3_000_000;

  private static final String PID = "SELECT pg_catalog.pg_backend_pid()";

  private Pooler() {}

  /**
   * Makes sure that {@code session} keeps its server session.
   *
   * @param other another connection of the same address, which is left in no transaction
   * @throws org.ignition.failure.RemoteException when it does not
   */
  static void check(TargetSessions sessions, Connection session, Connection other)
      throws SQLException {
    int ours = pid(session);
    for (int round = 0; round < ROUNDS; round++) {
      pause();
      run(other, "BEGIN");
      int theirs = pid(other);
      pause();
      int now = pid(session);
      run(other, "ROLLBACK");
      if (theirs == ours || now != ours) {
        throw TargetProblem.pooled(
            sessions.name(),
            "It gives each transaction another session of the server",
            new SQLException("process " + ours + ", then " + now + " beside " + theirs));
      }
    }
  }

  private static void pause() {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
  }

  private static void run(Connection session, String text) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(text);
    }
  }

  static int pid(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(PID)) {
      row.next();
      return row.getInt(1);
    }
  }
}
