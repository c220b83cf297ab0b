/** The entry point and the flow every command follows. */
@NullMarked
package org.ignition;

import org.jspecify.annotations.NullMarked;
