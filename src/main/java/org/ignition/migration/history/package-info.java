/**
 * What was applied to a database, by whom, and what undoes it: read as facts, decided on without
 * touching anything.
 */
@NullMarked
package org.ignition.migration.history;

import org.jspecify.annotations.NullMarked;
