/** Reads a PostgreSQL database's schema out of its catalogues, whole or what changed. */
@NullMarked
package org.ignition.migration.rehearsal.catalog;

import org.jspecify.annotations.NullMarked;
