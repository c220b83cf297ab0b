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
 */
public record RehearsalOptions(
    String timeZone, Duration statementTimeout, boolean rows, Optional<Script> fixtures) {

  /** UTC, 60 seconds, with rows that are synthesised. */
  public static final RehearsalOptions DEFAULT =
      new RehearsalOptions("UTC", Duration.ofSeconds(60), true, Optional.empty());
}
