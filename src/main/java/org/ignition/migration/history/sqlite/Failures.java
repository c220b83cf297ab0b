package org.ignition.migration.history.sqlite;

import java.sql.SQLException;
import org.ignition.failure.PolicyException;
import org.ignition.migration.history.table.Unwritable;

/** Tells failures apart by SQLite's primary result codes (its documentation, “Result Codes”). */
final class Failures {

  private static final int ERROR = 1;
  private static final int READ_ONLY = 8;
  private static final int CONSTRAINT = 19;
  private static final int MISMATCH = 20;
  private static final int PRIMARY = 0xff;

  private Failures() {}

  static boolean isReadOnly(SQLException failure) {
    return code(failure) == READ_ONLY;
  }

  /**
   * {@code failure}, where it is about the connection.
   *
   * @throws PolicyException when the tables of the history are what it is about
   */
  static SQLException explained(SQLException failure) {
    return switch (code(failure)) {
      case ERROR -> throw Unwritable.changed(failure);
      case READ_ONLY -> throw Unwritable.readOnly(failure);
      case CONSTRAINT, MISMATCH -> throw Unwritable.refused(failure);
      default -> failure;
    };
  }

  /** Extended codes have the primary one in their lowest byte. */
  private static int code(SQLException failure) {
    return failure.getErrorCode() & PRIMARY;
  }
}
