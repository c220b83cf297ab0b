/** A database schema as a value, and how two of them differ. Pure. */
@NullMarked
package org.ignition.migration.snapshot;

import org.jspecify.annotations.NullMarked;
