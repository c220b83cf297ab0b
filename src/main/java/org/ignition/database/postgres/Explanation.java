package org.ignition.database.postgres;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** What {@code QueryExecutorImpl} of the driver gives up a session for. */
  private static final Pattern SETTING_REFUSED =
      Pattern.compile(
          ".*The JDBC driver requires (DateStyle|client_encoding) to .*", Pattern.DOTALL);

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
    String message = text(failure.getMessage());
    return new ServerError(state, message, 0, "", hint(message), "", "", "", "", "");
  }

  private static String hint(String message) {
    Matcher refused = SETTING_REFUSED.matcher(message);
    return refused.matches()
        ? "Leave " + refused.group(1) + " as it is: every JDBC driver ends the session"
        : "";
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
