package org.ignition.migration.flyway;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.Origin;
import org.ignition.migration.history.PendingMigration;
import org.ignition.migration.history.StoredDown;
import org.ignition.migration.sql.NonTransactional;
import org.ignition.migration.sql.SqlScript;
import org.ignition.migration.sql.SqlSplitter;
import org.ignition.migration.sql.SqlStatement;

/**
 * A script that is to run.
 *
 * @param migration whose it is
 * @param way which of its scripts
 * @param sql its statements
 * @param transactional whether they run in one transaction
 * @param file that holds it, relative to the workspace; empty when only the database does
 * @param origin what its rows will say
 */
record Work(
    MigrationRecord migration,
    Way way,
    SqlScript sql,
    boolean transactional,
    Optional<Path> file,
    Origin origin) {

  private static final Pattern FLYWAYS_TABLE =
      Pattern.compile(FlywayTable.NAME, Pattern.LITERAL | Pattern.CASE_INSENSITIVE);

  /** The up of {@code pending}. */
  static Work up(PendingMigration pending) {
    SqlScript sql = pending.migration().up().sql();
    return new Work(
        pending.recorded(),
        Way.UP,
        sql,
        pending.transactional() && mayBeTransactional(sql),
        Optional.of(pending.migration().up().file()),
        pending.origin());
  }

  /** The down that was stored for {@code migration}. */
  static Work down(MigrationRecord migration, StoredDown down) {
    SqlScript sql = SqlSplitter.split(down.text().orElseThrow());
    return new Work(
        migration,
        Way.DOWN,
        sql,
        down.transactional() && mayBeTransactional(sql),
        Optional.empty(),
        Origin.IGNITION);
  }

  /** Whether it may write there what holds of later migrations. */
  boolean namesFlywaysTable() {
    return FLYWAYS_TABLE.matcher(sql.text()).find();
  }

  private static boolean mayBeTransactional(SqlScript sql) {
    return sql.statements().stream().noneMatch(NonTransactional::is);
  }

  List<SqlStatement> statements() {
    return sql.statements();
  }

  /** Its name in a sentence. */
  String label() {
    return way == Way.UP ? migration.label() : "The down of " + migration.label();
  }
}
