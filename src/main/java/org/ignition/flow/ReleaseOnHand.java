package org.ignition.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ignition.config.ImageSettings;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.CommitSha;
import org.ignition.image.Quoted;
import org.ignition.metadata.BuildMetadata;
import org.ignition.metadata.BuildMetadataJson;
import org.ignition.migration.history.AppliedBy;
import org.ignition.source.RunnerFacts;
import org.ignition.source.SourceReader;
import org.ignition.source.SourceRequest;
import org.ignition.source.WorkflowRun;

/**
 * The release whose migrations are at hand, as far as it can be told.
 *
 * @param by for the history
 * @param metadata of its build, where it is there and of this commit
 * @param remark why metadata that is there does not count; may be empty
 */
public record ReleaseOnHand(AppliedBy by, Optional<BuildMetadata> metadata, String remark) {

  /** What {@link #find} looks at. */
  public record Search(
      Workspace workspace, RunnerFacts runner, Optional<CommitSha> sha, Optional<Path> metadata) {}

  /**
   * Finds out. A terminal outside of any checkout has no release, which is no mistake.
   *
   * @throws InputException when the metadata that was named is missing, invalid or of another
   *     commit than the one that was named
   */
  public static ReleaseOnHand find(Search search) {
    Optional<BuildMetadata> found = metadata(search);
    Optional<CommitSha> named = search.sha();
    if (search.metadata().isPresent() && named.isPresent()) {
      requireSame(found.orElseThrow().sha(), named.get());
    }
    Optional<CommitSha> commit =
        named
            .or(() -> search.metadata().flatMap(_ -> found).map(BuildMetadata::sha))
            .or(() -> checkedOut(search));
    Optional<BuildMetadata> ofCommit = found.filter(m -> commit.equals(Optional.of(m.sha())));
    Optional<WorkflowRun> run = search.runner().run();
    AppliedBy by =
        new AppliedBy(
            commit,
            ofCommit.map(BuildMetadata::version),
            run.map(WorkflowRun::actor).orElseGet(ReleaseOnHand::person),
            run.map(WorkflowRun::url).orElse(""));
    String remark =
        found.isPresent() && ofCommit.isEmpty()
            ? "the build metadata at hand is of another commit and does not count"
            : "";
    return new ReleaseOnHand(by, ofCommit, remark);
  }

  /** Who sits at the terminal. */
  private static String person() {
    return System.getProperty("user.name", "");
  }

  private static Optional<CommitSha> checkedOut(Search search) {
    try {
      return Optional.of(
          SourceReader.commit(
              SourceRequest.of(
                  search.workspace().root(), search.runner(), ImageSettings.DEFAULTS)));
    } catch (InputException _) {
      return Optional.empty();
    }
  }

  private static Optional<BuildMetadata> metadata(Search search) {
    Path file = search.workspace().resolve(search.metadata().orElseGet(Workspace::metadataFile));
    if (search.metadata().isEmpty() && !Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(BuildMetadataJson.read(Files.readAllBytes(file), file.toString()));
    } catch (IOException e) {
      throw new InputException(
          Problem.of(
              ErrorCode.METADATA_INVALID,
              "The build metadata " + Quoted.of(file.toString()) + " can't be read",
              "",
              "Name the file that `build` wrote as `metadata-file`"),
          e);
    }
  }

  private static void requireSame(CommitSha metadata, CommitSha named) {
    if (!metadata.equals(named)) {
      throw new InputException(
          Problem.of(
              ErrorCode.METADATA_INVALID,
              "`metadata-file` is of the commit " + metadata.shortSha(),
              "`sha` names " + named.shortSha() + ", and one of the two must be wrong",
              "Give the metadata of that commit's build, or leave one of the two out"));
    }
  }
}
