package org.ignition.migration.rehearsal.observe;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.ignition.resource.ResourceText;

/**
 * Has a database write down what happens to its schema, in a table that only superusers write.
 *
 * <p>Its functions run as the one who made them, and the triggers fire whatever {@code
 * session_replication_role} is.
 */
public final class EventTriggers {

  /** The schema that everything of ours is in; event triggers begin with the same word. */
  public static final String SCHEMA = "ignition_rehearsal";

  private EventTriggers() {}

  /**
   * Makes them in the database that {@code superuser} is connected to.
   *
   * @throws SQLException when the server refuses
   */
  public static void install(Connection superuser) throws SQLException {
    try (Statement statement = superuser.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(ResourceText.of(EventTriggers.class, "event-triggers.sql"));
    }
  }
}
