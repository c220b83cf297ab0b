/** Reads an image that another tool wrote: docker-save tars and OCI layouts. */
@NullMarked
package org.ignition.image.archive;

import org.jspecify.annotations.NullMarked;
