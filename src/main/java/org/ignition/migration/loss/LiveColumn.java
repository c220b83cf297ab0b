package org.ignition.migration.loss;

/**
 * A column that the database has now.
 *
 * @param table that it is of
 * @param name without quotes
 */
record LiveColumn(LiveObject table, String name) {}
