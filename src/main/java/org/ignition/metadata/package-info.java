/** Build metadata: what was built, from what, and what it is called. */
@NullMarked
package org.ignition.metadata;

import org.jspecify.annotations.NullMarked;
