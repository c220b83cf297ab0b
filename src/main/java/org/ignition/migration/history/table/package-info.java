/** Rows and columns of the tables that hold a history, the same in every database. */
@NullMarked
package org.ignition.migration.history.table;

import org.jspecify.annotations.NullMarked;
