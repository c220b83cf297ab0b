/** What lies in the jar beside the classes. */
@NullMarked
package org.ignition.resource;

import org.jspecify.annotations.NullMarked;
