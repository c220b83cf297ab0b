/** Migrations as values: pairs of scripts in an order, and what may be said of each. Pure. */
@NullMarked
package org.ignition.migration;

import org.jspecify.annotations.NullMarked;
