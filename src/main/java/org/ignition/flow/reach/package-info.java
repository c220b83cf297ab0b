/** Ways to databases and hosts. */
@NullMarked
package org.ignition.flow.reach;

import org.jspecify.annotations.NullMarked;
