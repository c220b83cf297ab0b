package org.ignition.source;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ignition.config.BranchPattern;
import org.ignition.image.CommitSha;

/**
 * What is known about the commit; gathered before anything is decided, and never changed.
 *
 * @param sha the commit
 * @param commitTime when it was committed; empty when neither a repository nor the event says
 * @param workTree how the files on disk differ from it
 * @param ref what was asked to be built
 * @param refNamesCommit whether the runner vouches that {@code ref} pointed at {@code sha}
 * @param tags tags at the commit, without {@code refs/tags/}
 * @param mainBranch the main branch's name
 * @param releaseBranches for each pattern of release branches: is the commit on one of them?
 * @param repository where the source is published
 * @param run the workflow run; empty on a terminal
 * @param warnings what whoever reads the log should know
 */
public record SourceFacts(
    CommitSha sha,
    Optional<Instant> commitTime,
    WorkTree workTree,
    GitRef ref,
    boolean refNamesCommit,
    SortedSet<String> tags,
    String mainBranch,
    Map<BranchPattern, Containment> releaseBranches,
    Optional<SourceRepository> repository,
    Optional<WorkflowRun> run,
    List<String> warnings) {

  /** Copies the collections, keeping their order. */
  public SourceFacts {
    tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    releaseBranches = Collections.unmodifiableMap(new LinkedHashMap<>(releaseBranches));
    warnings = List.copyOf(warnings);
  }

  /** Whether the commit is on any release branch. */
  public Containment onReleaseBranch() {
    return releaseBranches.values().stream().reduce(Containment.NO, Containment::or);
  }

  /**
   * Whether somebody at a terminal tries out what is not committed. On a runner, steps before this
   * one may well have written files.
   */
  public boolean tried() {
    return workTree.dirty() && !onRunner();
  }

  /** Whether a workflow run builds, not somebody at a terminal. */
  public boolean onRunner() {
    return run.isPresent();
  }
}
