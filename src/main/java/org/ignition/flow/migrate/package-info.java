/** `migrate`. */
@NullMarked
package org.ignition.flow.migrate;

import org.jspecify.annotations.NullMarked;
