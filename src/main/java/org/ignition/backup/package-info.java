/**
 * What is kept of a database before it is changed: a dump of PostgreSQL by its own {@code pg_dump},
 * a copy of a file of SQLite. Nothing has a final name before it is whole.
 */
@NullMarked
package org.ignition.backup;

import org.jspecify.annotations.NullMarked;
