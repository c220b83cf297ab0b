package org.ignition.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.config.Configuration;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;
import org.ignition.image.ReleaseVersion;
import org.ignition.source.SourceFacts;
import org.ignition.source.VersionReading;

/** Decides what a commit's image is called. A pure function of facts and configuration. */
public final class IdentityPlanner {

  private IdentityPlanner() {}

  /**
   * The identity of the commit.
   *
   * @param readings what the configured version sources say
   * @throws IgnitionException when files differ from the commit on a terminal, when versions
   *     disagree or are none, or when nobody can say that the commit may have the repository that
   *     it asks for
   */
  public static ReleaseIdentity plan(
      SourceFacts facts,
      Configuration configuration,
      List<VersionReading> readings,
      DirtyTree dirtyTree) {
    rejectDirty(facts, dirtyTree);
    Optional<ReleaseVersion> release = ReleaseRef.versionOf(facts);
    ReleaseVersion version =
        EmbeddedVersion.choose(facts, configuration.version(), readings, release);
    RepositoryType type = RepositoryMapping.typeOf(facts);
    ImageLabels labels = new ImageLabels(facts, configuration.image().description(), version);
    Map<String, String> said = labels.all();
    return new ReleaseIdentity(
        facts.sha(),
        version,
        release,
        facts.commitTime(),
        facts.workTree().dirty(),
        facts.ref(),
        type,
        RepositoryMapping.nameOf(type, facts.repository(), configuration.image()),
        new BoundNames(facts, configuration, release).tags(),
        said,
        said,
        labels.buildArguments(),
        warnings(facts));
  }

  /** On a runner steps before this one may well have written files; there it is a warning. */
  private static void rejectDirty(SourceFacts facts, DirtyTree dirtyTree) {
    if (facts.tried() && dirtyTree == DirtyTree.REFUSE) {
      throw new PolicyException(
          Problem.of(
              ErrorCode.SOURCE_DIRTY,
              changes(facts),
              "The image would be named by a commit that does not hold these changes",
              "Commit or stash them, or add `--allow-dirty`, which records that they were there"));
    }
  }

  private static List<String> warnings(SourceFacts facts) {
    List<String> warnings = new ArrayList<>(facts.warnings());
    if (facts.workTree().dirty()) {
      warnings.add(changes(facts) + ", and may be in the image");
    }
    ReleaseRef.notVersions(facts).stream()
        .map(tag -> "The tag " + Quoted.of(tag) + " at this commit is not a release version")
        .forEach(warnings::add);
    return warnings;
  }

  private static String changes(SourceFacts facts) {
    List<String> names = facts.workTree().changed().stream().map(Quoted::of).toList();
    int others = facts.workTree().count() - names.size();
    return "Files differ from commit "
        + facts.sha().shortSha()
        + ": "
        + String.join(", ", names)
        + (others > 0 ? " and " + others + " more" : "");
  }
}
