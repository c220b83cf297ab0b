/**
 * The OCI distribution API (distribution-spec 1.1.1) on loopback, over OCI layout folders
 * (image-spec 1.1, "Image Layout").
 *
 * <p>The root folder holds one layout for each repository, at the repository's own path: {@code
 * ROOT/acme/shop} is a layout that {@code skopeo inspect oci:ROOT/acme/shop:TAG} reads. What is not
 * part of a layout stands beside them under names that no repository can have: {@code ROOT/.lock}
 * and {@code ROOT/.uploads}.
 */
@NullMarked
package org.ignition.registry.embedded;

import org.jspecify.annotations.NullMarked;
