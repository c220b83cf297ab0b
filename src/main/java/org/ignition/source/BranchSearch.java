package org.ignition.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.ignition.config.BranchPattern;
import org.ignition.image.CommitSha;

/**
 * Asks the history here whether a commit is on a branch. History that is cut off, or a branch that
 * was never fetched, gives {@link Containment#CANNOT_TELL}: an absence is only believed where
 * everything would be seen.
 */
final class BranchSearch {

  private static final String EVERY_BRANCH = "refs/heads/*:";

  private final Repository repository;
  private final List<Branch> branches;
  private final boolean shallow;
  private final boolean complete;

  /**
   * @param complete whether a branch that is not here is nowhere
   */
  private BranchSearch(
      Repository repository, List<Branch> branches, boolean shallow, boolean complete) {
    this.repository = repository;
    this.branches = branches;
    this.shallow = shallow;
    this.complete = complete;
  }

  /**
   * @param localBranches whether branches count that were made here
   */
  static BranchSearch in(Repository repository, boolean localBranches) throws IOException {
    boolean shallow = !repository.getObjectDatabase().getShallowCommits().isEmpty();
    Optional<String> remote = remote(repository.getRemoteNames());
    List<Branch> branches = new ArrayList<>();
    if (localBranches) {
      branches.addAll(below(repository, Constants.R_HEADS));
    }
    if (remote.isEmpty()) {
      boolean noRemote = repository.getRemoteNames().isEmpty();
      return new BranchSearch(repository, branches, shallow, localBranches && noRemote);
    }
    String name = remote.orElseThrow();
    branches.addAll(below(repository, Constants.R_REMOTES + name + "/"));
    return new BranchSearch(repository, branches, shallow, fetchesEveryBranch(repository, name));
  }

  /** The one remote whose branches are the repository's; others may be anybody's forks. */
  private static Optional<String> remote(Set<String> names) {
    return names.contains("origin")
        ? Optional.of("origin")
        : names.stream().findFirst().filter(_ -> names.size() == 1);
  }

  private static List<Branch> below(Repository repository, String prefix) throws IOException {
    return repository.getRefDatabase().getRefsByPrefix(prefix).stream()
        .filter(ref -> !ref.isSymbolic())
        .flatMap(ref -> Branch.of(ref, prefix).stream())
        .toList();
  }

  /** Whether {@code commit} is on a branch that {@code pattern} names. */
  Containment contains(BranchPattern pattern, CommitSha commit) throws IOException {
    List<ObjectId> tips =
        branches.stream().filter(b -> pattern.matches(b.name())).map(Branch::tip).toList();
    ObjectId id = ObjectId.fromString(commit.hex());
    if (tips.contains(id)) {
      return Containment.YES;
    }
    return tips.isEmpty() ? unseen(pattern) : reachable(id, tips, pattern);
  }

  private static boolean fetchesEveryBranch(Repository repository, String remote) {
    String[] refspecs = repository.getConfig().getStringList("remote", remote, "fetch");
    return Arrays.stream(refspecs).anyMatch(spec -> spec.contains(EVERY_BRANCH));
  }

  /** A glob may well match nothing; a branch that is named exists, so it was not fetched. */
  private Containment unseen(BranchPattern pattern) {
    boolean mayNotExist = !pattern.literal() || repository.getRemoteNames().isEmpty();
    return complete && !shallow && mayNotExist ? Containment.NO : Containment.CANNOT_TELL;
  }

  private Containment reachable(ObjectId commit, List<ObjectId> tips, BranchPattern pattern)
      throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit wanted = walk.parseCommit(commit);
      for (ObjectId tip : tips) {
        if (walk.isMergedInto(wanted, walk.parseCommit(tip))) {
          return Containment.YES;
        }
      }
      boolean allSeen = !shallow && (complete || pattern.literal());
      return allSeen ? Containment.NO : Containment.CANNOT_TELL;
    } catch (MissingObjectException _) {
      return Containment.CANNOT_TELL;
    }
  }

  /** A branch's name and newest commit. */
  private record Branch(String name, ObjectId tip) {
    static Optional<Branch> of(Ref ref, String prefix) {
      return Optional.ofNullable(ref.getObjectId())
          .map(tip -> new Branch(ref.getName().substring(prefix.length()), tip));
    }
  }
}
