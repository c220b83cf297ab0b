/** Docker Compose on a host. */
@NullMarked
package org.ignition.deployment.compose;

import org.jspecify.annotations.NullMarked;
