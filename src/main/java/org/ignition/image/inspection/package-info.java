/**
 * Looks into the layers and the configuration of an image without changing it: which version is
 * embedded, and whether something that looks like a secret is in it.
 */
@NullMarked
package org.ignition.image.inspection;

import org.jspecify.annotations.NullMarked;
