/** What commands have in common: what they find around them, and what they say on the way. */
@NullMarked
package org.ignition.flow;

import org.jspecify.annotations.NullMarked;
