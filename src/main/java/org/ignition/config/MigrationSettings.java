package org.ignition.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.Layout;
import org.ignition.migration.rule.Preset;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;

/**
 * The section {@code migrations}: what they are written for, and what is asked of them.
 *
 * @param directory their folder, relative to the workspace; empty to look for it
 * @param layout how the files are named; empty to find out
 * @param database what they are written for
 * @param databaseVersion major version of the embedded server
 * @param policy how much hazards weigh
 * @param rules what single rules weigh instead
 * @param fixtures a file of SQL with rows to rehearse with, relative to the workspace; empty to
 *     make some up
 * @param timeZone of the sessions that use the production database; changing between timestamps
 *     with and without time zone is free in UTC only
 * @param statementTimeout how long one statement of a rehearsal may run
 * @param lockTimeout how long one statement of a migration may wait for a lock, and others behind
 *     it
 * @param lockAttempts how often a migration is tried that waited so long in vain, at least 1
 */
public record MigrationSettings(
    Optional<Path> directory,
    Optional<Layout> layout,
    DatabaseKind database,
    int databaseVersion,
    Preset policy,
    Map<Rule, Severity> rules,
    Optional<Path> fixtures,
    ZoneId timeZone,
    Duration statementTimeout,
    Duration lockTimeout,
    int lockAttempts) {

  /** What holds where the section is missing. */
  public static final MigrationSettings DEFAULTS =
      new MigrationSettings(
          Optional.empty(),
          Optional.empty(),
          DatabaseKind.POSTGRESQL,
          17,
          Preset.ZERO_DOWNTIME,
          Map.of(),
          Optional.empty(),
          ZoneId.of("UTC"),
          Duration.ofSeconds(60),
          Duration.ofSeconds(2),
          10);

  /** Copies the map. */
  public MigrationSettings {
    EnumMap<Rule, Severity> copy = new EnumMap<>(Rule.class);
    copy.putAll(rules);
    rules = Collections.unmodifiableMap(copy);
  }
}
