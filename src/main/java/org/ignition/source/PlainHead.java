package org.ignition.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ignition.image.CommitSha;

/**
 * The commit that a checkout of the usual form is of, from git's own files (gitrepository-layout).
 * JGit needs 40 ms of its own before it reads a first reference. Whatever is of another form is
 * left to it, broken repositories too, of which it can say what is wrong.
 */
final class PlainHead {

  private static final String REFERENCE = "ref: ";
  private static final Pattern BRANCH = Pattern.compile("refs/heads/(?!.*\\.\\.)[^\\s\\\\:]+");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  private final Path git;

  private PlainHead(Path git) {
    this.git = git;
  }

  /** The commit of the checkout that {@code workspace} is in; empty where JGit has to be asked. */
  static Optional<CommitSha> of(Path workspace) {
    for (Path folder = workspace.toAbsolutePath();
        folder != null && !Files.exists(folder.resolve("HEAD"));
        folder = folder.getParent()) {
      Path git = folder.resolve(".git");
      if (Files.exists(git)) {
        return new PlainHead(git).read();
      }
    }
    return Optional.empty();
  }

  private Optional<CommitSha> read() {
    try {
      return Files.isDirectory(git.resolve("objects")) ? commit() : Optional.empty();
    } catch (IOException | InvalidPathException _) {
      return Optional.empty();
    }
  }

  private Optional<CommitSha> commit() throws IOException {
    String head = Files.readString(git.resolve("HEAD")).stripTrailing();
    Optional<String> commit =
        head.startsWith(REFERENCE)
            ? ofBranch(head.substring(REFERENCE.length()))
            : Optional.of(head);
    return commit.filter(COMMIT.asMatchPredicate()).map(CommitSha::new);
  }

  private Optional<String> ofBranch(String branch) throws IOException {
    if (!BRANCH.matcher(branch).matches()) {
      return Optional.empty();
    }
    Path loose = git.resolve(branch);
    return Files.exists(loose)
        ? Optional.of(Files.readString(loose).stripTrailing())
        : packed(" " + branch);
  }

  /** One line for each reference: its object, a space, its name. */
  private Optional<String> packed(String end) throws IOException {
    return Files.readString(git.resolve("packed-refs"))
        .lines()
        .filter(line -> line.endsWith(end))
        .map(line -> line.substring(0, line.length() - end.length()))
        .findFirst();
  }
}
