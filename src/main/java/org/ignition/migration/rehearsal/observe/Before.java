package org.ignition.migration.rehearsal.observe;

import org.ignition.migration.trace.Relation;

/**
 * A relation as it was before a script.
 *
 * @param relation which
 * @param file its {@code relfilenode}; 0 when it has none of its own
 */
record Before(Relation relation, long file) {}
