package org.ignition.plan;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.image.CommitSha;
import org.ignition.image.ImageName;
import org.ignition.image.ReleaseTag;
import org.ignition.image.ReleaseVersion;
import org.ignition.source.GitRef;

/**
 * What a commit's image is called and says about itself; the same for whatever builds it.
 *
 * @param sha the commit
 * @param version the version embedded in the image, which the application must report
 * @param releaseVersion the release tag's version, where one names the commit
 * @param created when the commit was made; empty when nobody knows
 * @param dirty whether files differed from the commit
 * @param ref what was asked to be built; never in a label
 * @param repositoryType which repository it belongs in
 * @param image the repository's name; empty when neither configuration nor source names one
 * @param tags what to bind to it, in order, the most lasting first
 * @param labels labels of the image's configuration, in order
 * @param annotations annotations of its manifest, in order
 * @param buildArguments what a Dockerfile may take as {@code ARG}, in order
 * @param warnings what whoever reads the log should know
 */
public record ReleaseIdentity(
    CommitSha sha,
    ReleaseVersion version,
    Optional<ReleaseVersion> releaseVersion,
    Optional<Instant> created,
    boolean dirty,
    GitRef ref,
    RepositoryType repositoryType,
    Optional<ImageName> image,
    List<ReleaseTag> tags,
    Map<String, String> labels,
    Map<String, String> annotations,
    Map<String, String> buildArguments,
    List<String> warnings) {

  /** Copies the collections, keeping their order. */
  public ReleaseIdentity {
    tags = List.copyOf(tags);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    buildArguments = Collections.unmodifiableMap(new LinkedHashMap<>(buildArguments));
    warnings = List.copyOf(warnings);
  }

  /** The first 12 digits of the commit. */
  public String shortSha() {
    return sha.shortSha();
  }
}
