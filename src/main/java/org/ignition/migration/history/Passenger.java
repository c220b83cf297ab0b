package org.ignition.migration.history;

import java.sql.ResultSet;
import java.util.Optional;

/**
 * A question that is none of the history's own and goes along in the round trip that records a
 * migration. The server answers it last, in the same transaction.
 */
public interface Passenger {

  /** One query; empty when nothing is to be asked this time. */
  Optional<String> query();

  /** The answer to it, not read yet. Who closes it closes its statement too. */
  void answered(ResultSet rows);
}
