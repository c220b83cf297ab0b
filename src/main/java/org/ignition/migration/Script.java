package org.ignition.migration;

import java.nio.file.Path;
import org.ignition.image.Digest;
import org.ignition.migration.sql.NonTransactional;
import org.ignition.migration.sql.SqlScript;

/**
 * One direction of a migration.
 *
 * <p>Where a file holds both directions, the text is the whole file with everything else blanked,
 * so that offsets and lines are those of the file.
 *
 * @param file relative to the workspace, as findings name it
 * @param sql its statements
 * @param transactional whether it is to run within a transaction: nothing in it asks not to
 * @param checksum SHA-256 of the script's own text in UTF-8, without byte order mark, with line
 *     feeds only: what git may convert changes nothing
 */
public record Script(Path file, SqlScript sql, boolean transactional, Digest checksum) {

  /**
   * Whether one transaction surrounds it when it is applied: nothing in it asks not to, and no
   * statement refuses one.
   */
  public boolean runsInTransaction() {
    return transactional && sql.statements().stream().noneMatch(NonTransactional::is);
  }

  /** Whether nothing of it would run. */
  public boolean isEmpty() {
    return sql.statements().isEmpty();
  }
}
