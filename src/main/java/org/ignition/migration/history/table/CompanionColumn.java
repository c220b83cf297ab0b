package org.ignition.migration.history.table;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ignition.image.CommitSha;
import org.ignition.image.Digest;
import org.ignition.image.ReleaseVersion;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.history.StoredDown;

/**
 * A column of the companion table, beside its key {@code id}: how it is declared, and what an event
 * has in it. Texts of numbers and truth values are understood by every database here.
 */
public enum CompanionColumn {
  KIND("text NOT NULL", "What happened; of each sequence the row with the highest id holds"),
  SEQUENCE("bigint NOT NULL", "The integer that the application sees as the schema version"),
  VERSION("text NOT NULL", "The version, as the name of the file has it"),
  NAME("text NOT NULL", "The name of the migration, without version and ending"),
  FILE("text NOT NULL", "The file, relative to the folder of migrations; empty when unknown"),
  UP_CHECKSUM("text", "SHA-256 of the script that ran; null when nobody knows what ran"),
  DOWN_CHECKSUM("text", "SHA-256 of the script that undoes it"),
  DOWN_TRANSACTIONAL("boolean", "Whether the script that undoes it runs within a transaction"),
  DOWN_SCRIPT("text", "The script that undoes it"),
  CLASSIFICATION("text NOT NULL", "additive, transform, destructive or unknown"),
  DEPLOYMENT_ORDER("text NOT NULL", "expand, contract, split or unknown"),
  BACKWARD_COMPATIBLE(
      "text NOT NULL", "Whether the version before works with it: yes, no, unknown"),
  REVERSIBILITY("text NOT NULL", "How truly it is undone: exact, order, no or unknown"),
  LOSSY_DOWN("boolean NOT NULL", "Whether undoing it loses what was written since"),
  RELEASE_SHA("text", "The commit of the release that brought it"),
  RELEASE_VERSION("text", "The version of the release that brought it"),
  ACTOR("text NOT NULL", "Who started the run; empty when unknown"),
  RUN_URL("text NOT NULL", "The workflow run; empty on a terminal"),
  DURATION_MS("bigint NOT NULL", "How long the script ran, in milliseconds"),
  BACKUP("text", "The backup that was taken before, and its SHA-256"),
  ORIGIN("text NOT NULL", "How the database came to hold what the row says"),
  REMARK("text NOT NULL", "What a person should know, such as the statement that failed"),
  OCCURRED_AT("", "When, by the clock of the database");

  private static final String NAMES =
      Arrays.stream(values()).map(CompanionColumn::toString).collect(Collectors.joining(", "));

  private final String declaration;
  private final String comment;

  CompanionColumn(String declaration, String comment) {
    this.declaration = declaration;
    this.comment = comment;
  }

  /** Type and constraint; empty where databases differ. */
  public String declaration() {
    return declaration;
  }

  /** What it holds, for people who look at the table. */
  public String comment() {
    return comment;
  }

  /** All names, as a list of SQL. */
  public static String names() {
    return NAMES;
  }

  /** As SQL names it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What {@code event} has in it; empty for null, or for what the database puts there itself. */
  public Optional<String> of(HistoryEvent event) {
    return switch (this) {
      case KIND -> Optional.of(event.kind().toString());
      case SEQUENCE, VERSION, NAME, FILE, UP_CHECKSUM -> ofMigration(event);
      case DOWN_CHECKSUM, DOWN_TRANSACTIONAL, DOWN_SCRIPT -> ofDown(event);
      case CLASSIFICATION, DEPLOYMENT_ORDER, BACKWARD_COMPATIBLE, REVERSIBILITY, LOSSY_DOWN ->
          Optional.of(ofAssessment(event));
      case RELEASE_SHA -> event.by().sha().map(CommitSha::hex);
      case RELEASE_VERSION -> event.by().version().map(ReleaseVersion::toString);
      case ACTOR -> Optional.of(event.by().actor());
      case RUN_URL -> Optional.of(event.by().runUrl());
      case DURATION_MS -> Optional.of(Long.toString(event.took().toMillis()));
      case BACKUP -> event.backup();
      case ORIGIN -> Optional.of(event.origin().toString());
      case REMARK -> Optional.of(event.remark());
      case OCCURRED_AT ->
          Optional.of(event.at()).filter(at -> !at.equals(Instant.EPOCH)).map(Instant::toString);
    };
  }

  private Optional<String> ofMigration(HistoryEvent event) {
    return switch (this) {
      case SEQUENCE -> Optional.of(Long.toString(event.migration().sequence()));
      case VERSION -> Optional.of(event.migration().version().text());
      case NAME -> Optional.of(event.migration().name());
      case FILE -> Optional.of(event.migration().file());
      default -> event.migration().upChecksum().map(Digest::value);
    };
  }

  private Optional<String> ofDown(HistoryEvent event) {
    Function<StoredDown, Optional<String>> column =
        switch (this) {
          case DOWN_CHECKSUM -> down -> Optional.of(down.checksum().value());
          case DOWN_TRANSACTIONAL -> down -> Optional.of(bit(down.transactional()));
          default -> StoredDown::text;
        };
    return event.migration().down().flatMap(column);
  }

  private String ofAssessment(HistoryEvent event) {
    var assessment = event.migration().assessment();
    return switch (this) {
      case CLASSIFICATION -> assessment.classification().toString();
      case DEPLOYMENT_ORDER -> assessment.order().toString();
      case BACKWARD_COMPATIBLE -> assessment.backwardCompatible().toString();
      case REVERSIBILITY -> assessment.reversibility().toString();
      default -> bit(assessment.lossyDown());
    };
  }

  private static String bit(boolean value) {
    return value ? "1" : "0";
  }
}
