/** The entry point, and what every command goes through from there. */
@NullMarked
package org.ignition;

import org.jspecify.annotations.NullMarked;
