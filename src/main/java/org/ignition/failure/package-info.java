/** The one failure tree: what happened, why it matters, what to do now, and a stable code. */
@NullMarked
package org.ignition.failure;

import org.jspecify.annotations.NullMarked;
