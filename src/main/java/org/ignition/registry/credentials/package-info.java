/** Who we are at a registry: what the user gave, docker's configuration, credential helpers. */
@NullMarked
package org.ignition.registry.credentials;

import org.jspecify.annotations.NullMarked;
