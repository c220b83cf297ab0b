/**
 * Hazards of migrations, decided from what was observed when they were rehearsed. Pure.
 *
 * <p>Each family of rules is a class with a list of checks; a check looks at one statement and what
 * it was observed to do. The text of a statement decides only what no server can tell, such as a
 * missing WHERE.
 */
@NullMarked
package org.ignition.migration.hazard;

import org.jspecify.annotations.NullMarked;
