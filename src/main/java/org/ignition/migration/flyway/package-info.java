/**
 * Applies migrations with Flyway, and undoes them so that Flyway knows.
 *
 * <p>Flyway keeps the history, begins and ends the transactions and decides the order of its rows.
 * What a migration is, and its statements, it gets from us through its extension points {@code
 * MigrationResolver} and {@code MigrationExecutor}: the statements that run are then the very ones
 * that were checked and rehearsed, cut by one splitter. Flyway's own parser cuts some valid texts
 * wrongly, such as a {@code CASE} within a {@code CASE} in a {@code BEGIN ATOMIC} body.
 */
@NullMarked
package org.ignition.migration.flyway;

import org.jspecify.annotations.NullMarked;
