/**
 * Runs migrations written for SQLite up, down and up again, and says what was proved.
 *
 * <p>Every script gets a database in memory of its own, restored from the bytes of the one before:
 * nothing that a script sets, begins or breaks reaches the next, and there is no file that it could
 * reach.
 */
@NullMarked
package org.ignition.migration.sqlite;

import org.jspecify.annotations.NullMarked;
