/**
 * Backups of SQLite databases: a copy as of one moment while others use the database, proved by
 * reading it again, and put back by giving it the database's name.
 */
@NullMarked
package org.ignition.backup.sqlite;

import org.jspecify.annotations.NullMarked;
