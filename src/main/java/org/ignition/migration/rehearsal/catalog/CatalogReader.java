package org.ignition.migration.rehearsal.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import org.ignition.migration.snapshot.Identity;
import org.ignition.migration.snapshot.SchemaSnapshot;

/**
 * Reads the schema of a PostgreSQL database (12 to 18) over one connection: whole, or only what
 * changed since. Runs inside the connection's transaction and leaves its settings, role and locks
 * as they were; needs no privileges.
 *
 * <p>Fast when the connection prepares statements on the server at once (pgjdbc's {@code
 * prepareThreshold=1} and {@code flushCacheOnDdl=false}) and nobody sends {@code DEALLOCATE ALL}.
 */
public final class CatalogReader implements AutoCloseable {

  /** Tables in which tools that run migrations keep what they ran. */
  public static final Set<String> HISTORY_TABLES =
      Set.of(
          "flyway_schema_history",
          "schema_migrations",
          "_sqlx_migrations",
          "goose_db_version",
          "__diesel_schema_migrations",
          "gorp_migrations",
          "schema_version");

  /** PostgreSQL's documentation, section "Event Trigger Firing Matrix": what isn't in it. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "\\b(REASSIGN\\s+OWNED|CLUSTER|EVENT\\s+TRIGGER|(ALTER|DROP)\\s+(ROLE|USER|GROUP))\\b",
          Pattern.CASE_INSENSITIVE);

  private final CatalogSession session;

  /**
   * Reads over {@code connection}, which stays open.
   *
   * @param ignoredTables names of tables that are left out, in any schema
   * @throws SQLException when the server doesn't say its version
   */
  public CatalogReader(Connection connection, Set<String> ignoredTables) throws SQLException {
    int major = connection.getMetaData().getDatabaseMajorVersion();
    this.session = new CatalogSession(connection, new Dialect(major, ignoredTables));
  }

  /**
   * Everything.
   *
   * @throws SQLException when the server refuses, such as in a failed transaction
   */
  public SchemaSnapshot read() throws SQLException {
    return session.inTransaction(() -> SchemaSnapshot.ofGroups(session.everything()));
  }

  /**
   * The same as {@link #read()}, but only what {@code touched} names, and what depends on it, is
   * read; the rest is shared with {@code previous}.
   *
   * @param touched what event triggers named as created, altered or dropped since {@code previous}
   *     was read; {@link Identity#UNKNOWN} when they can't tell
   * @throws SQLException when the server refuses
   */
  public SchemaSnapshot reread(SchemaSnapshot previous, Set<Identity> touched) throws SQLException {
    if (touched.isEmpty()) {
      return previous;
    }
    return Renewal.reachesAll(previous, touched)
        ? read()
        : session.inTransaction(() -> new Renewal(session, previous).after(touched));
  }

  /**
   * Whether {@code statement} may change the schema without an event trigger being told: then
   * everything has to be read, or {@link Identity#UNKNOWN} is among what it touched.
   */
  public static boolean isUnseen(String statement) {
    return UNSEEN.matcher(statement).find();
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
