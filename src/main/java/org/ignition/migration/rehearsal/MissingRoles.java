package org.ignition.migration.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;

/**
 * Makes roles that migrations name and that production has: without login, and so that the owner
 * may give objects to them.
 */
final class MissingRoles {

  private final ScratchServer server;
  private final Set<String> made = new LinkedHashSet<>();

  MissingRoles(ScratchServer server) {
    this.server = server;
  }

  /**
   * Makes {@code role}.
   *
   * @return whether it is there now and was not before
   */
  boolean make(String role, Connection administrator) {
    if (made.contains(role)) {
      return false;
    }
    String quoted = quoted(role);
    try (Statement statement = administrator.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("CREATE ROLE " + quoted + " NOLOGIN");
      statement.execute("GRANT " + quoted + " TO " + quoted(server.roleName(SessionRole.OWNER)));
    } catch (SQLException _) {
      return false; // No superuser: the script's own error says what is missing.
    }
    return made.add(role);
  }

  /** In the order in which they were found missing. */
  List<String> made() {
    return List.copyOf(made);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
