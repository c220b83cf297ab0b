package org.ignition.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.config.VersionSettings;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.image.ReleaseVersion;
import org.ignition.source.SourceFacts;
import org.ignition.source.VersionReading;

/**
 * The version that goes into the image.
 *
 * <p>It depends on the commit alone wherever it can, so that a tag which comes later names the same
 * image: {@code files} takes the commit's files, {@code commit} the SHA. With {@code tag} it is the
 * tag's, and a build without one has the SHA's and only a name that may be overwritten.
 */
final class EmbeddedVersion {

  private EmbeddedVersion() {}

  /**
   * @throws PolicyException when the sources do not agree with each other and with the tag
   */
  static ReleaseVersion choose(
      SourceFacts facts,
      VersionSettings settings,
      List<VersionReading> readings,
      Optional<ReleaseVersion> release) {
    rejectDisagreement(readings, release);
    ReleaseVersion ofCommit = ReleaseVersion.ofCommit(facts.sha());
    return switch (settings.from()) {
      case FILES -> readings.getFirst().version();
      case TAG -> release.orElse(ofCommit);
      case COMMIT -> ofCommit;
    };
  }

  private static void rejectDisagreement(
      List<VersionReading> readings, Optional<ReleaseVersion> release) {
    List<ReleaseVersion> said = new ArrayList<>(readings.stream().map(r -> r.version()).toList());
    if (said.isEmpty()) {
      return;
    }
    release.ifPresent(said::add);
    if (said.stream().distinct().count() > 1) {
      throw disagreement(readings, release);
    }
  }

  private static PolicyException disagreement(
      List<VersionReading> readings, Optional<ReleaseVersion> release) {
    List<String> lines = new ArrayList<>();
    release.ifPresent(version -> lines.add("tag " + version + " says " + version));
    readings.forEach(reading -> lines.add(reading.at() + " says " + reading.version()));
    return new PolicyException(
        Problem.of(
                ErrorCode.VERSION_DISAGREES,
                "The version is not the same everywhere: " + String.join("; ", lines),
                "A release has one version, which its tag, its files and /health report alike",
                release
                    .map(v -> "Set the files to " + v + " and tag that commit, or move the tag")
                    .orElse("Set the same version in every file"))
            .at(culprit(readings, release)));
  }

  /** The first place that differs from the tag, or else from the first source. */
  private static SourceLocation culprit(
      List<VersionReading> readings, Optional<ReleaseVersion> release) {
    ReleaseVersion expected = release.orElse(readings.getFirst().version());
    return readings.stream()
        .filter(reading -> !reading.version().equals(expected))
        .findFirst()
        .orElse(readings.getFirst())
        .at();
  }
}
