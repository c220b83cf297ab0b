package org.ignition.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;
import org.ignition.image.ReleaseVersion;
import org.ignition.image.inspection.Inspection;
import org.ignition.image.inspection.SecretFinding;
import org.ignition.image.inspection.VersionFile;

/** Whether an image may be pushed under a release's names: it must say the same of itself. */
public final class ImageChecks {

  private static final String PREFIX = "org.opencontainers.image.";
  private static final int MOST_NAMED = 5;

  private final ReleaseIdentity identity;

  /** Checks images of {@code identity}. */
  public ImageChecks(ReleaseIdentity identity) {
    this.identity = identity;
  }

  /**
   * Refuses an image that must not be pushed.
   *
   * @param seen what is in it
   * @throws PolicyException when its VERSION file or labels name another release, or it holds what
   *     looks like a secret
   */
  public void check(Inspection seen) {
    checkSecrets(seen.secrets());
    checkLabels(seen.configuration().labels());
    seen.versionFile().ifPresent(this::checkVersionFile);
  }

  private static void checkSecrets(List<SecretFinding> secrets) {
    if (secrets.isEmpty()) {
      return;
    }
    String named =
        secrets.stream()
            .limit(MOST_NAMED)
            .map(found -> found.where() + " (" + found.rule() + ": " + found.why() + ")")
            .collect(Collectors.joining("; "));
    int more = secrets.size() - MOST_NAMED;
    throw new PolicyException(
        Problem.of(
            ErrorCode.SECRET_IN_IMAGE,
            "The image holds what looks like a secret: "
                + named
                + (more > 0 ? "; and " + more + " more" : ""),
            "Everyone who can pull the image can read it",
            "Take it out of the image, or list it under image.allow-secrets if it is meant to be"
                + " there: `allow-secrets: [\""
                + secrets.getFirst().where()
                + "\"]`"));
  }

  private void checkLabels(Map<String, String> labels) {
    compare(labels, "revision", identity.sha().hex(), identity.sha().hex()::equals);
    compare(labels, "version", identity.version().toString(), this::isVersion);
  }

  private static void compare(
      Map<String, String> labels, String name, String wanted, Predicate<String> same) {
    Optional.ofNullable(labels.get(PREFIX + name))
        .filter(label -> !same.test(label))
        .ifPresent(label -> refuseLabel(name, label, wanted));
  }

  private static void refuseLabel(String name, String label, String wanted) {
    throw new PolicyException(
        Problem.of(
            ErrorCode.IDENTITY_LABEL_DISAGREES,
            "The label " + PREFIX + name + " is " + Quoted.of(label) + ", not " + wanted,
            "The image would say that it is another release; a base image's label counts too",
            "Build it with the labels that `describe` gives"));
  }

  private void checkVersionFile(VersionFile file) {
    switch (file) {
      case VersionFile.Found(String text) -> {
        if (!isVersion(text.strip())) {
          refuseVersionFile("says " + Quoted.of(text.strip()));
        }
      }
      case VersionFile.Absent() -> refuseVersionFile("is missing");
      case VersionFile.NotAFile(String why) -> refuseVersionFile("is " + why);
      case VersionFile.Undecided(String why) -> refuseVersionFile("cannot be read: " + why);
    }
  }

  private void refuseVersionFile(String what) {
    throw new PolicyException(
        Problem.of(
            ErrorCode.VERSION_FILE_DISAGREES,
            "The VERSION file in the image " + what + "; this commit is " + identity.version(),
            "A running image tells by it which release it is",
            "Build with the arguments that `describe` gives (`ARG VERSION`, `RUN echo \"$VERSION\""
                + " > /app/VERSION`), or set `version.file` to its path or to `none`"));
  }

  /** With or without the {@code v}. */
  private boolean isVersion(String text) {
    return ReleaseVersion.tryParse(text.startsWith("v") ? text : "v" + text)
        .filter(identity.version()::equals)
        .isPresent();
  }
}
