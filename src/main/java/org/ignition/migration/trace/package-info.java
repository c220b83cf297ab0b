/** What a server was observed to do with each statement, and what a rehearsal proved. Pure. */
@NullMarked
package org.ignition.migration.trace;

import org.jspecify.annotations.NullMarked;
