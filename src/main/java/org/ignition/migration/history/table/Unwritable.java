package org.ignition.migration.history.table;

import java.sql.SQLException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;

/** Says why the history can't be written. The server's own words are not repeated. */
public final class Unwritable {

  private static final String WHY =
      "What is not recorded cannot be undone, so the migration must not be kept";

  private static final int LONGEST = 80;

  private Unwritable() {}

  /** The companion table has other columns. */
  public static PolicyException notOurs() {
    return new PolicyException(
        Problem.of(
            ErrorCode.HISTORY_UNWRITABLE,
            "The table ignition_migrations has other columns than the history needs",
            "What was applied can neither be read nor recorded",
            "Rename the table if it is your own; restore it from a backup if it was changed"));
  }

  /** A migration wrote to the companion table itself. */
  public static PolicyException touched() {
    return new PolicyException(
        Problem.of(
            ErrorCode.HISTORY_UNWRITABLE,
            "It adds, changes or removes rows of ignition_migrations itself",
            "They say what undoes each migration, so they are only added to, and by nobody else",
            "Take the statement out of the migration"));
  }

  /** A migration removed or changed tables of the history. */
  public static PolicyException changed(SQLException cause) {
    return problem(
        "A table of the history is gone or was changed",
        WHY,
        "Take the statement that touches ignition_migrations, flyway_schema_history or"
            + " schema_migrations out of the migration",
        cause);
  }

  /** The role has no right to write them. */
  public static PolicyException forbidden(String schema, SQLException cause) {
    return problem(
        "The role of `database-user` may not read or write the history",
        WHY,
        "As the owner of the tables: `GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA "
            + shown(schema)
            + " TO …`, and CREATE on the schema",
        cause);
  }

  /** The transaction or the database lets nobody write. */
  public static PolicyException readOnly(SQLException cause) {
    return problem(
        "The history cannot be written: the transaction or the database is read-only",
        WHY,
        "Take `SET TRANSACTION READ ONLY` and its like out of the migration",
        cause);
  }

  /** A table of versions from before refuses a row. */
  public static PolicyException refused(SQLException cause) {
    return problem(
        "A table of the history refuses a row",
        WHY,
        "Look at the constraints and triggers of schema_migrations and ignition_migrations: a"
            + " version must fit, and nothing else may be asked of a row",
        cause);
  }

  /** The tables can't be made. */
  public static PolicyException uncreatable(String schema, SQLException cause) {
    return problem(
        "The tables of the history cannot be created in the schema " + shown(schema),
        "They hold what was applied, by whom, and what undoes it",
        "Grant the role of `database-user` CREATE and USAGE on the schema " + shown(schema),
        cause);
  }

  private static String shown(String schema) {
    return Quoted.line(schema, LONGEST);
  }

  private static PolicyException problem(
      String what, String why, String advice, SQLException cause) {
    return new PolicyException(Problem.of(ErrorCode.HISTORY_UNWRITABLE, what, why, advice), cause);
  }
}
