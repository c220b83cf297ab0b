package org.ignition.image.inspection;

import java.util.List;
import java.util.Optional;
import org.ignition.image.Digest;

/**
 * What was seen in an image.
 *
 * @param configuration what its configuration says
 * @param versionFile what is at the path that was asked for; empty when none was
 * @param secrets what looks like a secret and was not listed as intended, by layer and path
 * @param unseen layers that are not on this machine and were not looked into, lowest first
 */
public record Inspection(
    ImageConfiguration configuration,
    Optional<VersionFile> versionFile,
    List<SecretFinding> secrets,
    List<Digest> unseen) {

  /** Copies the lists. */
  public Inspection {
    secrets = List.copyOf(secrets);
    unseen = List.copyOf(unseen);
  }
}
