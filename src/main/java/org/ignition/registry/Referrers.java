package org.ignition.registry;

import java.util.List;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;

/**
 * What is attached to an image by {@code subject} (distribution-spec 1.1.1, "Listing Referrers"),
 * through the referrers API where the registry has it, else through the fallback tag. Which of the
 * two works is asked once and remembered.
 */
public interface Referrers {

  /**
   * The referrers of {@code subject} with the given artifact type, oldest {@code
   * org.opencontainers.image.created} first as far as their annotations tell.
   *
   * @param artifactType empty for all
   */
  List<Descriptor> list(Digest subject, String artifactType);

  /**
   * Pushes {@code artifact}, whose blobs are there already, by digest and makes it found as a
   * referrer of its subject. Attached twice, it is listed once.
   */
  Descriptor attach(Manifest artifact);
}
