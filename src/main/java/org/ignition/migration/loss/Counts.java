package org.ignition.migration.loss;

import java.sql.SQLException;
import java.util.Set;

/** Counts what a database holds now; what can't be counted in time is estimated or unknown. */
interface Counts {

  /** The same within the same time, but for rows of these tables. */
  Counts without(Set<LiveObject> tables);

  /**
   * The rows of a table.
   *
   * @param only without those of tables that inherit from it
   */
  Counted rows(LiveObject table, boolean only) throws SQLException;

  /** The values of a column that are not null. */
  Counted values(LiveColumn column, boolean only) throws SQLException;

  /** The values of a column that a type can't hold as they are. */
  Counted changedBy(LiveColumn column, String type) throws SQLException;
}
