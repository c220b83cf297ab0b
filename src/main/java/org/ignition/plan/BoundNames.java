package org.ignition.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.config.Configuration;
import org.ignition.config.VersionOrigin;
import org.ignition.image.ReleaseTag;
import org.ignition.image.ReleaseTag.Kind;
import org.ignition.image.ReleaseVersion;
import org.ignition.image.Tag;
import org.ignition.source.GitRef;
import org.ignition.source.SourceFacts;

/**
 * The names that an image gets. {@code latest} is never among them: it says that a release was
 * validated, which a build cannot know.
 */
record BoundNames(
    SourceFacts facts, Configuration configuration, Optional<ReleaseVersion> release) {

  private static final int BRANCH_DIGITS = 7;

  /** Leaves room for the hyphen and the digits in a tag's 128 characters. */
  private static final int LONGEST_BRANCH = 100;

  /**
   * With {@code version.from: tag} a build without a tag has only a name that may be overwritten,
   * since the tag's build embeds another version and makes another image. So has what somebody
   * tries out before it is committed.
   */
  List<ReleaseTag> tags() {
    boolean ofTheTagOnly = configuration.version().from() == VersionOrigin.TAG && release.isEmpty();
    if (ofTheTagOnly || facts.tried()) {
      return List.of(branchTag(branch().orElse(facts.mainBranch())));
    }
    List<ReleaseTag> tags = new ArrayList<>();
    tags.add(new ReleaseTag(new Tag(facts.sha().hex()), Kind.FULL_SHA));
    tags.add(new ReleaseTag(new Tag(facts.sha().shortSha()), Kind.SHORT_SHA));
    release.ifPresent(version -> addVersion(tags, version));
    if (configuration.image().tags().branch()) {
      branch().map(this::branchTag).ifPresent(tags::add);
    }
    return tags;
  }

  private void addVersion(List<ReleaseTag> tags, ReleaseVersion version) {
    tags.add(new ReleaseTag(version.tag(), Kind.VERSION));
    if (configuration.image().tags().series() && version.stable()) {
      tags.add(new ReleaseTag(version.minorSeries(), Kind.SERIES));
      tags.add(new ReleaseTag(version.majorSeries(), Kind.SERIES));
    }
  }

  private Optional<String> branch() {
    return switch (facts.ref()) {
      case GitRef.Branch(String name) -> Optional.of(name);
      case GitRef.PullRequest(long number) -> Optional.of("pr-" + number);
      case GitRef.Tag _, GitRef.Detached _ -> Optional.empty();
    };
  }

  /** {@code main-abc1234}; what a tag must not hold becomes a hyphen. */
  private ReleaseTag branchTag(String branch) {
    String legal =
        branch.replaceAll("[^a-zA-Z0-9_.-]", "-").replaceFirst("^[.-]+", "").replaceAll("-+", "-");
    String cut = legal.substring(0, Math.min(legal.length(), LONGEST_BRANCH));
    String name = (cut.isEmpty() ? "branch" : cut) + "-" + facts.sha().prefix(BRANCH_DIGITS);
    return new ReleaseTag(new Tag(name), Kind.BRANCH);
  }
}
