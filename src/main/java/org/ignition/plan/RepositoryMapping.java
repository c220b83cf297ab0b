package org.ignition.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ignition.config.ImageSettings;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.image.ImageName;
import org.ignition.image.Quoted;
import org.ignition.source.Containment;
import org.ignition.source.GitRef;
import org.ignition.source.SourceFacts;
import org.ignition.source.SourceRepository;

/**
 * Which repository a commit's image goes to. Production trusts the canonical one, so nothing gets
 * there on a guess.
 *
 * <table>
 *   <caption>what is built, whether it is on a release branch, and where it goes</caption>
 *   <tr><th>built</th><th>yes</th><th>no</th><th>cannot tell</th></tr>
 *   <tr><td>files that differ from the commit, at a terminal</td>
 *       <td>staging</td><td>staging</td><td>staging</td></tr>
 *   <tr><td>a pull request</td><td>staging</td><td>staging</td><td>staging</td></tr>
 *   <tr><td>a branch, as the runner vouches, that is a release branch</td>
 *       <td>canonical</td><td>cannot be</td><td>cannot be</td></tr>
 *   <tr><td>a branch, as the runner vouches, that is none</td>
 *       <td>staging</td><td>staging</td><td>staging</td></tr>
 *   <tr><td>a release tag</td><td>canonical</td><td>refused</td><td>refused</td></tr>
 *   <tr><td>anything else: another tag, a commit given by SHA, whatever is checked out at a
 *       terminal</td><td>canonical</td><td>staging</td><td>refused</td></tr>
 * </table>
 *
 * <p>A pushed branch that is no release branch goes to staging even where its commit is also on
 * one: otherwise the answer would depend on how deep the clone is.
 */
final class RepositoryMapping {

  private static final String GITHUB_REGISTRY = "ghcr.io";
  private static final String STAGING_SUFFIX = "-staging";

  private RepositoryMapping() {}

  /**
   * @throws PolicyException for the rows that are refused
   */
  static RepositoryType typeOf(SourceFacts facts) {
    if (facts.tried()) {
      return RepositoryType.STAGING;
    }
    return switch (facts.ref()) {
      case GitRef.PullRequest _ -> RepositoryType.STAGING;
      case GitRef.Branch(String name) when facts.refNamesCommit() -> ofBranch(name, facts);
      case GitRef.Branch _, GitRef.Tag _, GitRef.Detached _ -> byHistory(facts);
    };
  }

  private static RepositoryType ofBranch(String name, SourceFacts facts) {
    return facts.releaseBranches().keySet().stream().anyMatch(pattern -> pattern.matches(name))
        ? RepositoryType.CANONICAL
        : RepositoryType.STAGING;
  }

  private static RepositoryType byHistory(SourceFacts facts) {
    return switch (facts.onReleaseBranch()) {
      case YES -> RepositoryType.CANONICAL;
      case NO -> notOnReleaseBranch(facts);
      case CANNOT_TELL -> throw unknown(facts);
    };
  }

  private static RepositoryType notOnReleaseBranch(SourceFacts facts) {
    if (ReleaseRef.builds(facts)) {
      throw new PolicyException(
          Problem.of(
              ErrorCode.SOURCE_NOT_ON_RELEASE_BRANCH,
              facts.ref()
                  + " names commit "
                  + facts.sha().shortSha()
                  + ", which is on no release branch ("
                  + patterns(facts)
                  + ")",
              "Only commits of release branches are released",
              "Merge the commit and tag the result, or add its branch to"
                  + " `image.release-branches`"));
    }
    return RepositoryType.STAGING;
  }

  private static PolicyException unknown(SourceFacts facts) {
    return new PolicyException(
        Problem.of(
            ErrorCode.SOURCE_BRANCH_UNKNOWN,
            "Cannot tell whether commit "
                + facts.sha().shortSha()
                + " is on a release branch ("
                + patterns(facts)
                + ")",
            "The history or the branch that would say is not in this clone, and nothing goes to the"
                + " canonical repository on a guess",
            advice(facts)));
  }

  private static String advice(SourceFacts facts) {
    return facts.onRunner()
        ? "Give actions/checkout `fetch-depth: 0`"
        : "Run `git fetch --unshallow origin` or `git fetch origin`, and check"
            + " `image.main-branch` and `image.release-branches`";
  }

  private static String patterns(SourceFacts facts) {
    return facts.releaseBranches().entrySet().stream()
        .filter(entry -> entry.getValue() != Containment.YES)
        .map(entry -> entry.getKey().toString())
        .collect(Collectors.joining(", "));
  }

  /** The name of that repository, as configured or as GitHub's registry would have it. */
  static Optional<ImageName> nameOf(
      RepositoryType type, Optional<SourceRepository> source, ImageSettings settings) {
    return switch (type) {
      case CANONICAL -> canonical(source, settings);
      case STAGING ->
          settings.staging().or(() -> canonical(source, settings).map(RepositoryMapping::staging));
    };
  }

  private static Optional<ImageName> canonical(
      Optional<SourceRepository> source, ImageSettings settings) {
    return settings
        .canonical()
        .or(() -> source.filter(SourceRepository::onGitHub).map(RepositoryMapping::atGitHub));
  }

  private static ImageName staging(ImageName canonical) {
    return new ImageName(canonical.registry(), canonical.repository() + STAGING_SUFFIX);
  }

  private static ImageName atGitHub(SourceRepository source) {
    try {
      return new ImageName(GITHUB_REGISTRY, source.path().toLowerCase(Locale.ROOT));
    } catch (InputException e) {
      throw new InputException(
          Problem.of(
              ErrorCode.IMAGE_NAME_INVALID,
              "The repository's name is no image name: " + Quoted.of(source.path()),
              "Registries allow less than GitHub does",
              "Set `image.canonical` in ignition.yml"),
          e);
    }
  }
}
