/** Pure planners: facts in, an immutable plan of sealed steps out. */
@NullMarked
package org.ignition.plan;

import org.jspecify.annotations.NullMarked;
