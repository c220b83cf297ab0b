package org.ignition.migration.history.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.image.CommitSha;
import org.ignition.image.Digest;
import org.ignition.image.ReleaseVersion;
import org.ignition.migration.Assessment;
import org.ignition.migration.Classification;
import org.ignition.migration.DeploymentOrder;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.Reversibility;
import org.ignition.migration.Verdict;
import org.ignition.migration.history.AppliedBy;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.Origin;
import org.ignition.migration.history.StoredDown;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of the companion table: {@code id}, then all {@link CompanionColumn}s, times as texts
 * of ISO 8601 in UTC.
 */
public final class EventRows {

  private final ResultSet rows;

  private EventRows(ResultSet rows) {
    this.rows = rows;
  }

  /**
   * All events of {@code rows}.
   *
   * @throws org.ignition.failure.PolicyException when a later version of this tool wrote one
   */
  public static List<HistoryEvent> read(ResultSet rows) throws SQLException {
    EventRows reader = new EventRows(rows);
    List<HistoryEvent> events = new ArrayList<>();
    while (rows.next()) {
      events.add(reader.event());
    }
    return events;
  }

  private HistoryEvent event() throws SQLException {
    return new HistoryEvent(
        rows.getLong(1),
        word(HistoryEvent.Kind.class, CompanionColumn.KIND),
        migration(),
        by(),
        Instant.parse(text(CompanionColumn.OCCURRED_AT)),
        Duration.ofMillis(number(CompanionColumn.DURATION_MS)),
        optional(CompanionColumn.BACKUP),
        word(Origin.class, CompanionColumn.ORIGIN),
        text(CompanionColumn.REMARK));
  }

  private MigrationRecord migration() throws SQLException {
    return new MigrationRecord(
        number(CompanionColumn.SEQUENCE),
        MigrationVersion.of(text(CompanionColumn.VERSION)),
        text(CompanionColumn.NAME),
        text(CompanionColumn.FILE),
        optional(CompanionColumn.UP_CHECKSUM).map(Digest::new),
        down(),
        assessment());
  }

  private Optional<StoredDown> down() throws SQLException {
    Optional<String> checksum = optional(CompanionColumn.DOWN_CHECKSUM);
    if (checksum.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new StoredDown(
            optional(CompanionColumn.DOWN_SCRIPT),
            new Digest(checksum.get()),
            truth(CompanionColumn.DOWN_TRANSACTIONAL)));
  }

  private Assessment assessment() throws SQLException {
    return new Assessment(
        word(Classification.class, CompanionColumn.CLASSIFICATION),
        word(DeploymentOrder.class, CompanionColumn.DEPLOYMENT_ORDER),
        word(Verdict.class, CompanionColumn.BACKWARD_COMPATIBLE),
        word(Reversibility.class, CompanionColumn.REVERSIBILITY),
        truth(CompanionColumn.LOSSY_DOWN));
  }

  private AppliedBy by() throws SQLException {
    return new AppliedBy(
        optional(CompanionColumn.RELEASE_SHA).map(CommitSha::new),
        optional(CompanionColumn.RELEASE_VERSION).map(ReleaseVersion::parse),
        text(CompanionColumn.ACTOR),
        text(CompanionColumn.RUN_URL));
  }

  private <E extends Enum<E>> E word(Class<E> type, CompanionColumn column) throws SQLException {
    return Words.read(type, column, text(column));
  }

  private String text(CompanionColumn column) throws SQLException {
    return optional(column).orElse("");
  }

  private Optional<String> optional(CompanionColumn column) throws SQLException {
    @Nullable String value = rows.getString(index(column));
    return Optional.ofNullable(value);
  }

  private long number(CompanionColumn column) throws SQLException {
    return rows.getLong(index(column));
  }

  private boolean truth(CompanionColumn column) throws SQLException {
    return rows.getBoolean(index(column));
  }

  /** After the key, which is the first. */
  private static int index(CompanionColumn column) {
    return column.ordinal() + 2;
  }
}
