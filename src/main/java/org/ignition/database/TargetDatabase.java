package org.ignition.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.List;

/**
 * The database that migrations are for. Sessions may be opened by several threads at once.
 *
 * <p>Failures are {@link org.ignition.failure.RemoteException}s whose texts hold no secret.
 */
public interface TargetDatabase extends AutoCloseable {

  /** Which one, as users would recognise it, such as {@code shop at db.example:5432}; no secret. */
  String name();

  /** What was found out about it when it was opened. */
  TargetFacts facts();

  /**
   * A new session in autocommit mode, its settings those of the server and the role. Texts of SQL
   * are sent as they are, by the simple protocol, when no parameter is bound.
   *
   * @param purpose one or two words, which the server's list of sessions shows
   */
  Connection connect(String purpose);

  /**
   * The same, where a statement that waits for a lock of another session fails after {@code
   * patience}; a database without such sessions has its own rules.
   */
  default Connection connect(String purpose, Duration patience) {
    return connect(purpose);
  }

  /** Why a statement of one of its sessions failed; texts are untrusted. */
  ServerError explain(SQLException failure);

  /**
   * Sends {@code rows} for a {@code COPY … FROM stdin} statement; a database without such a
   * statement refuses it.
   *
   * @param session one of this database's
   * @param statement without the rows
   * @param rows in the format that the statement says, without the {@code \.} line
   * @return how many rows were copied
   */
  default long copyIn(Connection session, String statement, String rows) throws SQLException {
    throw new SQLFeatureNotSupportedException(facts().product() + " has no COPY … FROM stdin");
  }

  /**
   * What is wrong with the database as it is stored, a sentence each, untrusted; always empty where
   * the server looks after that itself.
   */
  default List<String> flaws() {
    return List.of();
  }

  /** Waits at most as long as {@code lock} says until no other run works on this database. */
  HeldLock lock(LockRequest lock);

  /** Says who stands in the way of a session of ours while it waits for a lock. */
  BlockerWatch watch(Connection session);

  /**
   * The same for a session that another program opened; nobody is ever seen where sessions have no
   * processes.
   *
   * @param pid the server's process of that session
   */
  default BlockerWatch watch(int pid) {
    return new BlockerWatch() {
      @Override
      public List<Blocker> seen() {
        return List.of();
      }

      @Override
      public void close() {}
    };
  }

  /** Gives back what reaching the database took; sessions must be closed before. */
  @Override
  void close();
}
