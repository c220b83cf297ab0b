package org.ignition.database.postgres;

import org.ignition.database.ServerError;

/** What stands behind a {@link PostgresServer}. */
interface ServerHost {

  /** {@code error}, unless this host knows better why it came. */
  default ServerError explained(ServerError error) {
    return error;
  }

  /** Leaves nothing behind. */
  void end();
}
