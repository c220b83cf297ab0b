/** The OCI distribution API on loopback, over an OCI layout folder. */
@NullMarked
package org.ignition.registry.embedded;

import org.jspecify.annotations.NullMarked;
