package org.ignition.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ignition.config.BranchPattern;
import org.ignition.config.ImageSettings;
import org.ignition.image.CommitSha;

/**
 * What to find out, and where.
 *
 * @param workspace a folder in the checkout; there need not be one
 * @param runner what the runner says
 * @param sha the commit that the user named
 * @param mainBranch the main branch that the user named
 * @param releaseBranches the release branches that the user named; empty means the main branch
 * @param products files and folders that building makes, relative to the workspace or absolute;
 *     they don't make the work tree dirty
 */
public record SourceRequest(
    Path workspace,
    RunnerFacts runner,
    Optional<CommitSha> sha,
    Optional<String> mainBranch,
    List<BranchPattern> releaseBranches,
    List<Path> products) {

  /** Copies the lists. */
  public SourceRequest {
    releaseBranches = List.copyOf(releaseBranches);
    products = List.copyOf(products);
  }

  /**
   * Asks about the commit checked out in {@code workspace}, with the branches that {@code settings}
   * name.
   */
  public static SourceRequest of(Path workspace, RunnerFacts runner, ImageSettings settings) {
    return new SourceRequest(
        workspace,
        runner,
        Optional.empty(),
        settings.mainBranch(),
        settings.releaseBranches(),
        List.of());
  }

  /** The same, about the commit that the user named. */
  public SourceRequest about(CommitSha named) {
    return new SourceRequest(
        workspace, runner, Optional.of(named), mainBranch, releaseBranches, products);
  }

  /** The same, with files that building makes. */
  public SourceRequest making(List<Path> files) {
    return new SourceRequest(workspace, runner, sha, mainBranch, releaseBranches, files);
  }
}
