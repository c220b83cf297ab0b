package org.ignition.database.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.ignition.database.DatabaseUse;
import org.ignition.database.TargetFacts;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.postgresql.PGConnection;

/**
 * What a server says when it is asked once.
 *
 * @param facts what others want to know
 * @param mayCreate whether the role may make tables in the schema
 * @param standby whether it follows another server
 * @param readOnly whether transactions are read-only unless they say otherwise
 * @param pooled whether the process that answers is another than the one which let us in
 * @param linux whether it runs on Linux
 */
record TargetReading(
    TargetFacts facts,
    boolean mayCreate,
    boolean standby,
    boolean readOnly,
    boolean pooled,
    boolean linux) {

  static final int OLDEST_MAJOR_VERSION = 13;
  private static final int NEWEST_MAJOR_VERSION = 18;
  private static final int VERSIONS_PER_MAJOR = 10_000;

  private static final String QUERY =
      """
      SELECT pg_catalog.current_setting('server_version_num')::int,
        pg_catalog.current_setting('server_version'),
        pg_catalog.current_database(), current_user,
        COALESCE(pg_catalog.current_schema(), ''),
        CASE WHEN pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CONNECT')
          THEN pg_catalog.pg_database_size(pg_catalog.current_database()) ELSE 0 END,
        COALESCE(pg_catalog.has_schema_privilege(pg_catalog.current_schema(), 'CREATE'), false),
        pg_catalog.pg_is_in_recovery(),
        pg_catalog.current_setting('default_transaction_read_only')::bool,
        pg_catalog.pg_backend_pid(),
        pg_catalog.version() LIKE '%linux%'
      """;

  /** One round trip. */
  static TargetReading of(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      row.next();
      return new TargetReading(
          facts(row),
          row.getBoolean(7),
          row.getBoolean(8),
          row.getBoolean(9),
          row.getInt(10) != session.unwrap(PGConnection.class).getBackendPID(),
          row.getBoolean(11));
    }
  }

  private static TargetFacts facts(ResultSet row) throws SQLException {
    int major = row.getInt(1) / VERSIONS_PER_MAJOR;
    return new TargetFacts(
        "PostgreSQL",
        major,
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        major > NEWEST_MAJOR_VERSION
            ? List.of(
                "PostgreSQL %d is newer than %d, the newest that this was tried with"
                    .formatted(major, NEWEST_MAJOR_VERSION))
            : List.of());
  }

  /** Makes sure that {@code use} can be made of it. */
  void check(String name, DatabaseUse use) {
    if (facts.majorVersion() < OLDEST_MAJOR_VERSION) {
      throw tooOld(name);
    }
    if (use != DatabaseUse.READ) {
      checkForChanges(name);
    }
  }

  private void checkForChanges(String name) {
    if (standby || readOnly) {
      throw readOnly(name);
    }
    if (facts.schema().isEmpty()) {
      throw noSchema(name);
    }
    if (!mayCreate) {
      throw forbidden(name);
    }
  }

  private InputException tooOld(String name) {
    return new InputException(
        Problem.of(
            ErrorCode.DATABASE_VERSION_UNSUPPORTED,
            "The server of " + name + " is PostgreSQL " + facts.version(),
            "What is promised here was tried with " + OLDEST_MAJOR_VERSION + " and newer",
            "Upgrade the server to PostgreSQL " + OLDEST_MAJOR_VERSION + " or newer"));
  }

  private RuntimeException readOnly(String name) {
    return TargetProblem.remote(
        ErrorCode.DATABASE_READ_ONLY,
        "The database " + name + (standby ? " is a standby" : " is read-only for this role"),
        standby
            ? "It follows a primary and takes no changes itself"
            : "`default_transaction_read_only` is on",
        standby
            ? "Give the address of the primary in `database-url`"
            : "Run there as an administrator: ALTER ROLE "
                + Identifier.quoted(facts.user())
                + " SET default_transaction_read_only = off; or take another role");
  }

  private RuntimeException noSchema(String name) {
    return TargetProblem.remote(
        ErrorCode.DATABASE_FORBIDDEN,
        "In " + name + " no schema of the role's search_path exists",
        "So there is none to make tables in",
        "Run there as an administrator: CREATE SCHEMA AUTHORIZATION "
            + Identifier.quoted(facts.user())
            + "; or ALTER ROLE … SET search_path");
  }

  private RuntimeException forbidden(String name) {
    return TargetProblem.remote(
        ErrorCode.DATABASE_FORBIDDEN,
        "The role "
            + Identifier.quoted(facts.user())
            + " may create nothing in schema "
            + Identifier.quoted(facts.schema())
            + " of "
            + name,
        "Migrations make tables there, and so does the history of what was applied",
        "Run there as the schema's owner: GRANT CREATE ON SCHEMA "
            + Identifier.quoted(facts.schema())
            + " TO "
            + Identifier.quoted(facts.user())
            + ";");
  }
}
