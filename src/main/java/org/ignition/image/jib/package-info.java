/**
 * Assembles an image from a build file ({@code jib/v1alpha1}) with Jib Core.
 *
 * <p>Jib never speaks to anything but a registry of ours on loopback. It is given no system
 * property, writes no cache but below the caller's work folder, and reports nothing to the console.
 */
@NullMarked
package org.ignition.image.jib;

import org.jspecify.annotations.NullMarked;
