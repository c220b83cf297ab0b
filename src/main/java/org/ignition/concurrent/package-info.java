/** What goes on beside the thread that began it. */
@NullMarked
package org.ignition.concurrent;

import org.jspecify.annotations.NullMarked;
