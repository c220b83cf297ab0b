package org.ignition.registry.client;

import org.ignition.image.ImageName;
import org.ignition.registry.Blobs;
import org.ignition.registry.Manifests;
import org.ignition.registry.Referrers;
import org.ignition.registry.Repository;
import org.ignition.registry.Tags;

/** A repository at a registry that is reached over HTTP. */
record RemoteRepository(
    ImageName name, Blobs blobs, Manifests manifests, Tags tags, Referrers referrers)
    implements Repository {}
