/** Assembles an image from a build file ({@code jib/v1alpha1}) with Jib Core. */
@NullMarked
package org.ignition.image.jib;

import org.jspecify.annotations.NullMarked;
