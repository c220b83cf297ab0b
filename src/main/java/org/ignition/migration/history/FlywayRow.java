package org.ignition.migration.history;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A row of Flyway's history (its documentation, “Schema history table”).
 *
 * @param rank {@code installed_rank}, ascending
 * @param version empty for what has none, such as a repeatable script
 * @param description of the file's name
 * @param type such as {@code SQL}, {@code BASELINE}, {@code DELETE}
 * @param script the file, relative to its location
 * @param checksum Flyway's own, of the lines; empty for what has none
 * @param by {@code installed_by}
 * @param at {@code installed_on}
 * @param success whether it ran to its end
 */
public record FlywayRow(
    int rank,
    Optional<String> version,
    String description,
    String type,
    String script,
    OptionalInt checksum,
    String by,
    Instant at,
    boolean success) {}
