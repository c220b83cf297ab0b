/** The history in a PostgreSQL database. */
@NullMarked
package org.ignition.migration.history.postgres;

import org.jspecify.annotations.NullMarked;
