/**
 * What undoing migrations would lose on a database as it is now: read off the downs, looked up in
 * the catalog, counted, and never guessed. What can't be told is said to be so.
 */
@NullMarked
package org.ignition.migration.loss;

import org.jspecify.annotations.NullMarked;
