package org.ignition.database.postgres;

import java.util.List;
import org.ignition.database.ServerError;

/** What stands behind a {@link PostgresServer}. */
interface ServerHost {

  /** {@code error}, unless this host knows better why it came. */
  default ServerError explained(ServerError error) {
    return error;
  }

  /** What earlier runs left there, for people to drop. */
  default List<String> remnants() {
    return List.of();
  }

  /** Leaves nothing behind. */
  void end();
}
