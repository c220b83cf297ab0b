package org.ignition.migration.rehearsal;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import org.ignition.database.ScratchServer;
import org.ignition.database.ServerError;

/** Says why a statement failed. */
record Failures(ScratchServer server, Duration limit) {

  private static final String CANCELED = "57014";

  ServerError explain(SQLException failure) {
    if (failure instanceof SQLTimeoutException) {
      return endless();
    }
    ServerError error = server.explain(failure);
    return error.sqlState().equals(CANCELED) && error.message().contains("statement timeout")
        ? endless()
        : error;
  }

  private ServerError endless() {
    String message = "the statement did not end within " + seconds() + " and was stopped";
    return new ServerError(CANCELED, message, 0, "", "", "", "", "", "", "");
  }

  private String seconds() {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
