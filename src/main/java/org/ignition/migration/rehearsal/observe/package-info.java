/** Watches what a server does for each statement of a script. */
@NullMarked
package org.ignition.migration.rehearsal.observe;

import org.jspecify.annotations.NullMarked;
