/**
 * The one mapper: everybody's way to JSON and YAML, with line and column kept for error messages.
 */
@NullMarked
package org.ignition.json;

import org.jspecify.annotations.NullMarked;
