/** The OCI distribution client: manifests, blobs, tags, and referrers with the fallback tag. */
@NullMarked
package org.ignition.registry;

import org.jspecify.annotations.NullMarked;
