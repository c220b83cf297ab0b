/** Tests of our registry client. */
@NullMarked
package org.ignition.registry.client;

import org.jspecify.annotations.NullMarked;
