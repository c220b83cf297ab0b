package org.ignition.backup.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.ignition.database.TargetDatabase;
import org.ignition.failure.RemoteException;

/**
 * A session at the server whose client may be gone without its knowing.
 *
 * @param pid the server's process
 */
record ServerSession(TargetDatabase database, int pid) {

  /** That of {@code session}. */
  static ServerSession of(TargetDatabase database, Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
      row.next();
      return new ServerSession(database, row.getInt(1));
    }
  }

  /** Waits for an answer of the session, which is ended when the thread is interrupted. */
  <T> T ask(Asked.Question<T> question) throws SQLException, InterruptedException {
    try {
      return Asked.start(question).get();
    } catch (InterruptedException e) {
      end();
      throw e;
    }
  }

  /** Ends it from another session, whatever it does: what it has not committed is undone. */
  void end() {
    try (Connection other = database.connect("end");
        Statement statement = other.createStatement()) {
      statement.execute("SELECT pg_catalog.pg_terminate_backend(" + pid + ")");
    } catch (SQLException | RemoteException e) {
      // Then it ends by itself, when it has an answer that nobody takes.
    }
  }
}
