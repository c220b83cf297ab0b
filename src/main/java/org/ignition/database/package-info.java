/** Servers to try migrations on, and what they answer. */
@NullMarked
package org.ignition.database;

import org.jspecify.annotations.NullMarked;
