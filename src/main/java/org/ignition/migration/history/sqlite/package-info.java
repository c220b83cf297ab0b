/** The history in a SQLite database. */
@NullMarked
package org.ignition.migration.history.sqlite;

import org.jspecify.annotations.NullMarked;
