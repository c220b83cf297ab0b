/**
 * Backups of PostgreSQL, by its own programs: {@code pg_dump} writes them, {@code pg_restore} and
 * {@code psql} bring them back.
 */
@NullMarked
package org.ignition.backup.postgres;

import org.jspecify.annotations.NullMarked;
