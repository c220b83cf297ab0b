/** A SQLite database that migrations are for: sessions, lock, checks and copies. */
@NullMarked
package org.ignition.database.sqlite;

import org.jspecify.annotations.NullMarked;
