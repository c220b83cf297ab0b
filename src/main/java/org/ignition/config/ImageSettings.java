package org.ignition.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.image.ImageName;
import org.ignition.image.Platform;

/**
 * The section {@code image}: what is built and where it goes.
 *
 * @param canonical where commits of the release branches go; default: derived from the repository
 * @param staging where everything else goes; default: the canonical name and {@code -staging}
 * @param mainBranch the main branch's name; default: what the event or the remote says
 * @param releaseBranches branches whose commits may go to the canonical repository; empty means the
 *     main branch
 * @param source what the image is made from
 * @param platform the one platform that is built
 * @param description what labels and annotations say about the image
 * @param parameters values for {@code ${name}} in the build file, by name
 * @param tags which names are bound on request
 * @param allowedSecrets what looks like a secret and is meant to be in the image
 */
public record ImageSettings(
    Optional<ImageName> canonical,
    Optional<ImageName> staging,
    Optional<String> mainBranch,
    List<BranchPattern> releaseBranches,
    ImageSource source,
    Platform platform,
    ImageDescription description,
    Map<String, String> parameters,
    TagSettings tags,
    AllowedSecrets allowedSecrets) {

  /** What holds where the section is missing. */
  public static final ImageSettings DEFAULTS =
      new ImageSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          new ImageSource.BuildFile(Path.of("jib.yaml")),
          Platform.LINUX_AMD64,
          ImageDescription.NONE,
          Map.of(),
          TagSettings.DEFAULTS,
          AllowedSecrets.NONE);

  /** Copies the collections, keeping their order. */
  public ImageSettings {
    releaseBranches = List.copyOf(releaseBranches);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}
