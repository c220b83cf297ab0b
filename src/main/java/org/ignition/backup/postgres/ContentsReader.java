package org.ignition.backup.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.ignition.backup.BackupContents;
import org.ignition.migration.rehearsal.catalog.CatalogReader;

/** Reads what a database holds, within the session's transaction. */
final class ContentsReader {

  private ContentsReader() {}

  /**
   * Reads it.
   *
   * @param tables to count
   */
  static BackupContents read(Connection session, List<DumpedTable> tables) throws SQLException {
    try (CatalogReader reader = new CatalogReader(session, Set.of())) {
      return new BackupContents(
          session.getMetaData().getDatabaseMajorVersion(),
          SchemaDigests.of(reader.read()),
          RowCounts.read(session, tables));
    }
  }
}
