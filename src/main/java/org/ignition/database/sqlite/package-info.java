/** SQLite databases that hold something of value. */
@NullMarked
package org.ignition.database.sqlite;

import org.jspecify.annotations.NullMarked;
