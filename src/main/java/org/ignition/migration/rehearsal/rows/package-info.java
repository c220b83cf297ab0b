/** Rows to rehearse migrations with, and what becomes of them. */
@NullMarked
package org.ignition.migration.rehearsal.rows;

import org.jspecify.annotations.NullMarked;
