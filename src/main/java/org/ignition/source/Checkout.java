package org.ignition.source;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.ignition.config.BranchPattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.image.CommitSha;
import org.ignition.migration.layout.FileTree;

/**
 * A git checkout, read with JGit. Unlike the git program, JGit also reads one that another user
 * owns, which is what an action in a container always finds.
 */
final class Checkout implements AutoCloseable {

  private static final String ORIGIN = "origin";

  private final Path workspace;
  private final Repository repository;

  private Checkout(Path workspace, Repository repository) {
    this.workspace = workspace;
    this.repository = repository;
  }

  /**
   * The checkout that {@code workspace} is in; empty when it is in none.
   *
   * @throws InputException when it is broken
   */
  static Optional<Checkout> open(Path workspace) {
    QuietGit.install();
    return reading(
        workspace,
        () -> {
          FileRepositoryBuilder builder =
              new FileRepositoryBuilder().findGitDir(workspace.toAbsolutePath().toFile());
          if (builder.getGitDir() == null) {
            return Optional.empty();
          }
          Repository repository = builder.setMustExist(true).build();
          QuietGit.dropFilters(repository.getConfig());
          return Optional.of(new Checkout(workspace, repository));
        });
  }

  /** The commit that is checked out. */
  Head head() {
    return reading(workspace, this::readHead);
  }

  private Head readHead() throws IOException {
    ObjectId id = repository.resolve(Constants.HEAD);
    if (id == null) {
      throw unreadable(workspace, "The git repository has no commit yet", "Commit your work first");
    }
    RevCommit commit = RevCommit.parse(repository.open(id, Constants.OBJ_COMMIT).getBytes());
    return new Head(
        sha(id), Arrays.stream(commit.getParents()).map(Checkout::sha).toList(), branch());
  }

  private Optional<String> branch() throws IOException {
    String full = repository.getFullBranch();
    return full != null && full.startsWith(Constants.R_HEADS)
        ? Optional.of(full.substring(Constants.R_HEADS.length()))
        : Optional.empty();
  }

  /** When {@code commit} was committed; empty when it is not here. */
  Optional<Instant> timeOf(CommitSha commit) {
    return reading(workspace, () -> readTime(commit));
  }

  private Optional<Instant> readTime(CommitSha commit) throws IOException {
    try {
      RevCommit parsed = repository.parseCommit(ObjectId.fromString(commit.hex()));
      return Optional.of(Instant.ofEpochSecond(parsed.getCommitTime()));
    } catch (MissingObjectException _) {
      return Optional.empty();
    }
  }

  /** The tags at {@code commit}, without {@code refs/tags/}. */
  SortedSet<String> tagsAt(CommitSha commit) {
    return reading(workspace, () -> readTags(ObjectId.fromString(commit.hex())));
  }

  private SortedSet<String> readTags(ObjectId commit) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
      ObjectId peeled = repository.getRefDatabase().peel(ref).getPeeledObjectId();
      if (commit.equals(peeled == null ? ref.getObjectId() : peeled)) {
        names.add(ref.getName().substring(Constants.R_TAGS.length()));
      }
    }
    return names;
  }

  /** How the files on disk differ from HEAD. */
  WorkTree workTree(List<Path> products) {
    return reading(workspace, () -> new ChangedFiles(repository, workspace, products).read());
  }

  /**
   * For each pattern: is {@code commit} on a branch that it names?
   *
   * @param localBranches whether branches count that were made here and not fetched
   */
  Map<BranchPattern, Containment> branches(
      List<BranchPattern> patterns, CommitSha commit, boolean localBranches) {
    return reading(
        workspace,
        () -> {
          BranchSearch search = BranchSearch.in(repository, localBranches);
          Map<BranchPattern, Containment> answers = new LinkedHashMap<>();
          for (BranchPattern pattern : patterns) {
            answers.put(pattern, search.contains(pattern, commit));
          }
          return answers;
        });
  }

  /** Where the remote {@code origin} is published. */
  Optional<SourceRepository> origin() {
    return Optional.ofNullable(repository.getConfig().getString("remote", ORIGIN, "url"))
        .flatMap(SourceRepository::ofRemote);
  }

  /**
   * The main branch: what the remote's HEAD said when it was cloned, or, without any remote, the
   * local branch with a usual name.
   */
  Optional<String> mainBranch() {
    return reading(workspace, this::readMainBranch);
  }

  private Optional<String> readMainBranch() throws IOException {
    String prefix = Constants.R_REMOTES + ORIGIN + "/";
    Ref head = repository.exactRef(prefix + Constants.HEAD);
    if (head != null && head.getTarget().getName().startsWith(prefix)) {
      return Optional.of(head.getTarget().getName().substring(prefix.length()));
    }
    return repository.getRemoteNames().isEmpty() ? usualBranch() : Optional.empty();
  }

  private Optional<String> usualBranch() throws IOException {
    for (String name : List.of("main", "master")) {
      if (exists(Constants.R_HEADS + name) || exists(Constants.R_REMOTES + ORIGIN + "/" + name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private boolean exists(String ref) throws IOException {
    return repository.exactRef(ref) != null;
  }

  /**
   * The branch that is most likely the main one where nobody says: as {@link #mainBranch}, else one
   * with a usual name, else the one that is checked out, even before its first commit.
   */
  Optional<String> likelyMainBranch() {
    return mainBranch().or(() -> reading(workspace, this::usualBranch)).or(this::checkedOut);
  }

  private Optional<String> checkedOut() {
    return reading(workspace, this::branch);
  }

  /** The top of the work tree, absolute. */
  Path root() {
    return reading(workspace, () -> repository.getWorkTree().toPath().toRealPath());
  }

  /** {@code folder} without links, as {@link #root} is. */
  static Path real(Path folder) {
    return reading(folder, folder::toRealPath);
  }

  /** The files on disk that git does not ignore, relative to {@link #root}, in git's order. */
  List<Path> files() {
    return reading(workspace, () -> new ProjectFiles(repository).list());
  }

  /** Whether HEAD names a commit yet. */
  boolean hasCommit() {
    return reading(workspace, () -> repository.resolve(Constants.HEAD) != null);
  }

  /** The commit that a branch, a tag or a SHA names here, a remote's branch too. */
  Optional<CommitSha> commitOf(String name) {
    return reading(workspace, () -> new CommonCommit(repository).named(name));
  }

  /** The newest commit that HEAD and {@code other} both descend from, where the history has it. */
  Optional<CommitSha> commonWith(CommitSha other) {
    return reading(workspace, () -> new CommonCommit(repository).withHead(other));
  }

  /** Where {@code commit} is here, its files are. */
  Optional<FileTree> tree(CommitSha commit, Path folder) {
    return reading(
        workspace,
        () -> {
          Path below = root().relativize(real(workspace));
          return CommitTree.read(repository, ObjectId.fromString(commit.hex()), below, folder);
        });
  }

  @Override
  public void close() {
    repository.close();
  }

  /**
   * What is checked out.
   *
   * @param sha the commit
   * @param parents its parents, also where a shallow clone has cut them off
   * @param branch the branch's name; empty when HEAD is detached
   */
  record Head(CommitSha sha, List<CommitSha> parents, Optional<String> branch) {

    /** Copies the parents. */
    Head {
      parents = List.copyOf(parents);
    }

    /** Whether it merges {@code commit} into something else, as pull requests are checked out. */
    boolean merges(CommitSha commit) {
      return parents.size() == 2 && parents.contains(commit);
    }
  }

  private static CommitSha sha(ObjectId id) {
    return new CommitSha(id.name());
  }

  /** Something read from the repository. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  /** JGit throws what it likes on a broken repository; all of it means the same. */
  private static <T> T reading(Path workspace, Reading<T> reading) {
    try {
      return reading.read();
    } catch (IgnitionException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new InputException(
          problem(
              workspace,
              "The git repository cannot be read",
              "Check out again; a worktree or submodule needs the repository that its .git file"
                  + " points to"),
          e);
    }
  }

  private static InputException unreadable(Path workspace, String what, String advice) {
    return new InputException(problem(workspace, what, advice));
  }

  private static Problem problem(Path workspace, String what, String advice) {
    return Problem.of(
            ErrorCode.SOURCE_NOT_A_REPOSITORY, what, "The image is named by its commit", advice)
        .at(SourceLocation.of(workspace));
  }
}
