/** `init`. */
@NullMarked
package org.ignition.flow.init;

import org.jspecify.annotations.NullMarked;
