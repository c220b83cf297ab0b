/** What every implementation of the registry ports has to do. */
@NullMarked
package org.ignition.registry;

import org.jspecify.annotations.NullMarked;
