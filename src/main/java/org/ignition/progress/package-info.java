/** How an upload goes on, counted and shown. */
@NullMarked
package org.ignition.progress;

import org.jspecify.annotations.NullMarked;
