package org.ignition.database.postgres;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** Sends the rows of {@code COPY … FROM stdin}. */
final class Copying {

  private Copying() {}

  /** How many of {@code rows} there were. */
  static long in(Connection session, String statement, String rows) throws SQLException {
    try {
      return session
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(statement, new StringReader(rows));
    } catch (IOException e) {
      throw new SQLException(e); // Not from text in memory.
    }
  }
}
