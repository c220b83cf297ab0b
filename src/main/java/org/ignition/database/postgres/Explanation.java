package org.ignition.database.postgres;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ignition.database.ServerError;
import org.ignition.database.ServerMessage;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/** Takes the server's words out of the driver's exceptions. */
final class Explanation {

  /** “Connection failure”, for what no server said. */
  private static final String UNKNOWN_STATE = "08006";

  private Explanation() {}

  static ServerError of(SQLException failure) {
    ServerErrorMessage said =
        failure instanceof PSQLException known ? known.getServerErrorMessage() : null;
    return said == null ? ofDriver(failure) : ofServer(said);
  }

  private static ServerError ofServer(ServerErrorMessage said) {
    return new ServerError(
        text(said.getSQLState()),
        text(said.getMessage()),
        Math.max(0, said.getPosition()),
        text(said.getDetail()),
        text(said.getHint()),
        text(said.getWhere()),
        text(said.getSchema()),
        text(said.getTable()),
        text(said.getColumn()),
        text(said.getConstraint()));
  }

  private static ServerError ofDriver(SQLException failure) {
    String state = Objects.requireNonNullElse(failure.getSQLState(), UNKNOWN_STATE);
    return new ServerError(state, text(failure.getMessage()), 0, "", "", "", "", "", "", "");
  }

  static List<ServerMessage> of(@Nullable SQLWarning first) {
    List<ServerMessage> messages = new ArrayList<>();
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      messages.add(message(warning));
    }
    return List.copyOf(messages);
  }

  private static ServerMessage message(SQLWarning warning) {
    ServerErrorMessage said =
        warning instanceof PSQLWarning known ? known.getServerErrorMessage() : null;
    return said == null
        ? new ServerMessage("WARNING", text(warning.getMessage()), "")
        : new ServerMessage(
            text(said.getSeverity()), text(said.getMessage()), text(said.getDetail()));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
