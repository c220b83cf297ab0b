package org.ignition.migration.history;

import java.time.Instant;

/**
 * A migration that was left halfway, so that nobody can tell its effects without looking.
 *
 * @param migration which
 * @param undoing whether its down was running, not its up
 * @param by on whose behalf
 * @param at when it began or failed
 * @param remark the statement that failed and those that took effect, where the run lived to say it
 */
public record Unfinished(
    MigrationRecord migration, boolean undoing, AppliedBy by, Instant at, String remark) {}
