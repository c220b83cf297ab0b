/** A schema as it is on a database: read, changed and remembered through one door. */
@NullMarked
package org.ignition.migration.live;

import org.jspecify.annotations.NullMarked;
