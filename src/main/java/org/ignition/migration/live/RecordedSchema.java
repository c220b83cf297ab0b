package org.ignition.migration.live;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.image.CommitSha;
import org.ignition.migration.Layout;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.history.HistoryFacts;
import org.ignition.migration.history.HistoryReading;
import org.ignition.migration.history.HistoryTables;
import org.ignition.migration.history.LiveHistory;
import org.ignition.migration.history.VersionTable;

/**
 * What a database says of its schema where no folder of migrations is at hand.
 *
 * @param version as the application asks for it; empty when there is no history
 * @param release of the newest migration that is applied; empty when nobody wrote that down
 */
public record RecordedSchema(OptionalLong version, Optional<CommitSha> release) {

  /** There is no history. */
  public static final RecordedSchema UNKNOWN =
      new RecordedSchema(OptionalLong.empty(), Optional.empty());

  /** A history names its versions itself; of layouts this is the one that takes most. */
  private static final MigrationSet NO_FOLDER =
      new MigrationSet(Path.of(""), Layout.SEED, List.of(), List.of(), List.of());

  /**
   * Reads it, in the session's transaction if there is one.
   *
   * @throws SQLException when the database does not answer, or lets us read nothing
   * @throws org.ignition.failure.PolicyException when the companion table is none of ours
   */
  public static RecordedSchema read(Connection session, HistoryTables tables) throws SQLException {
    HistoryFacts facts = tables.read(session, Long.MAX_VALUE);
    LiveHistory live = HistoryReading.of(facts, NO_FOLDER).live();
    return new RecordedSchema(
        version(session, facts, live),
        live.applied().isEmpty() ? Optional.empty() : live.applied().getLast().by().sha());
  }

  private static OptionalLong version(Connection session, HistoryFacts facts, LiveHistory live)
      throws SQLException {
    return switch (facts.versionTable()) {
      case VersionTable.View _ -> VersionQuery.highest(session);
      case VersionTable.Kept kept -> ContractVersion.of(kept).orElseGet(live::schemaVersion);
      case VersionTable.Free _, VersionTable.Unusable _ -> live.schemaVersion();
    };
  }
}
