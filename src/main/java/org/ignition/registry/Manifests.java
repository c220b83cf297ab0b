package org.ignition.registry;

import java.util.Optional;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.Selector;

/** The manifests of one repository (distribution-spec 1.1.1, "Pulling manifests", "Push"). */
public interface Manifests {

  /** What {@code selector} is bound to now (one HEAD); empty when it is absent. */
  Optional<Digest> resolve(Selector selector);

  /**
   * The exact bytes (one GET); empty when absent. When asked by digest the bytes are <em>not</em>
   * compared with it: the caller decides what a difference means.
   */
  Optional<Manifest> get(Selector selector);

  /**
   * Puts the exact bytes under {@code selector}. Says nothing about what a later reader gets: read
   * it back to know.
   */
  void put(Manifest manifest, Selector selector);
}
