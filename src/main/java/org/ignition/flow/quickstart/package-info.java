/** `quickstart`. */
@NullMarked
package org.ignition.flow.quickstart;

import org.jspecify.annotations.NullMarked;
