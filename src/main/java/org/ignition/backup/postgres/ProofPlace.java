package org.ignition.backup.postgres;

import java.sql.Connection;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;

/**
 * Where a dump is restored to prove it.
 *
 * @param server of our own, which ends with this
 * @param database an empty one there
 */
record ProofPlace(ScratchServer server, String database) implements AutoCloseable {

  /** Makes the database; a server that makes none is closed. */
  static ProofPlace on(ScratchServer server) {
    try {
      return new ProofPlace(server, server.createDatabase());
    } catch (RuntimeException e) {
      Thread.interrupted(); // Who was told to stop waits for the server's end all the same.
      server.close();
      throw e;
    }
  }

  /** A session there, of a superuser of ours. */
  Connection connect() {
    return server.connect(database, SessionRole.ADMINISTRATOR);
  }

  @Override
  public void close() {
    server.close();
  }
}
