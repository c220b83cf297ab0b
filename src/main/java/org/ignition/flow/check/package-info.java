/** `check-migrations`. */
@NullMarked
package org.ignition.flow.check;

import org.jspecify.annotations.NullMarked;
