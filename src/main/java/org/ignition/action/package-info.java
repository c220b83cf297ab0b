/**
 * The GitHub runner's protocol and nothing else: inputs, outputs, step summary, annotations, masks.
 */
@NullMarked
package org.ignition.action;

import org.jspecify.annotations.NullMarked;
