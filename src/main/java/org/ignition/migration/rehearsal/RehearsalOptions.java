package org.ignition.migration.rehearsal;

import java.time.Duration;
import java.util.Optional;
import org.ignition.migration.Script;

/**
 * How migrations are rehearsed.
 *
 * @param timeZone of production, as PostgreSQL names it: some conversions rewrite in one and not in
 *     another
 * @param statementTimeout after which a statement is stopped
 * @param rows whether each table is given rows
 * @param fixtures SQL that makes rows for the schema before the first migration that is rehearsed
 * @param reading how the schema is followed
 */
public record RehearsalOptions(
    String timeZone,
    Duration statementTimeout,
    boolean rows,
    Optional<Script> fixtures,
    SchemaReading reading) {

  /** UTC, 60 seconds, with rows that are synthesised. */
  public static final RehearsalOptions DEFAULT =
      new RehearsalOptions("UTC", Duration.ofSeconds(60), true, Optional.empty());

  /** Reads only what changes. */
  public RehearsalOptions(
      String timeZone, Duration statementTimeout, boolean rows, Optional<Script> fixtures) {
    this(timeZone, statementTimeout, rows, fixtures, SchemaReading.CHANGES);
  }

  /** The same but for how the schema is followed. */
  public RehearsalOptions with(SchemaReading other) {
    return new RehearsalOptions(timeZone, statementTimeout, rows, fixtures, other);
  }
}
