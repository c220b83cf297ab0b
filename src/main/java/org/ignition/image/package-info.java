/**
 * What a container image is, as values: names, digests, tags, manifests, and where its bytes are.
 */
@NullMarked
package org.ignition.image;

import org.jspecify.annotations.NullMarked;
