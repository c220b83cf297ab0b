package org.ignition.registry;

import org.ignition.image.ImageName;

/** One repository at a registry: what can be asked of it and done to it. */
public interface Repository {

  /** Which one. */
  ImageName name();

  /** Layers and configurations. */
  Blobs blobs();

  /** Manifests by tag and by digest. */
  Manifests manifests();

  /** The names in use. */
  Tags tags();

  /** What others attached to an image. */
  Referrers referrers();
}
