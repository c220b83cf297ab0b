/**
 * Reads an image that another tool wrote: docker-save tars and OCI layouts. Nothing is extracted:
 * blobs stay where they are and are named by file, offset and length.
 */
@NullMarked
package org.ignition.image.archive;

import org.jspecify.annotations.NullMarked;
