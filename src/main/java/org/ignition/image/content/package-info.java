/**
 * Reads what images are made of: stretches of files, gzip, zstd and tar. Everything here takes its
 * input to be hostile and holds only small parts of it in memory.
 */
@NullMarked
package org.ignition.image.content;

import org.jspecify.annotations.NullMarked;
