/** `build` and `describe`. */
@NullMarked
package org.ignition.flow.build;

import org.jspecify.annotations.NullMarked;
