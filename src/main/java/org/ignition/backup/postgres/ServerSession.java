package org.ignition.backup.postgres;

import java.sql.Connection;
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
