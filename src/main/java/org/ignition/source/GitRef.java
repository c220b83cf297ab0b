package org.ignition.source;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;

/** What was asked to be built, by name; {@code toString} is its full form. */
public sealed interface GitRef {

  /**
   * A branch.
   *
   * @param name without {@code refs/heads/}
   */
  record Branch(String name) implements GitRef {
    @Override
    public String toString() {
      return Constants.R_HEADS + name;
    }
  }

  /**
   * A tag.
   *
   * @param name without {@code refs/tags/}
   */
  record Tag(String name) implements GitRef {
    @Override
    public String toString() {
      return Constants.R_TAGS + name;
    }
  }

  /**
   * A pull request.
   *
   * @param number its number
   */
  record PullRequest(long number) implements GitRef {
    @Override
    public String toString() {
      return "refs/pull/" + number + "/head";
    }
  }

  /** A commit without a name. */
  record Detached() implements GitRef {
    @Override
    public String toString() {
      return Constants.HEAD;
    }
  }

  /**
   * Reads a full ref.
   *
   * @throws InputException when git would not allow it (git-check-ref-format)
   */
  static GitRef parse(String ref) {
    if (ref.isEmpty()) {
      return new Detached();
    }
    if (!Repository.isValidRefName(ref) || ref.codePoints().anyMatch(Character::isISOControl)) {
      throw new InputException(
          Problem.of(
              ErrorCode.SOURCE_EVENT_INVALID,
              "Not a git ref: " + Quoted.of(ref),
              "The ref decides which repository the image goes to",
              "Check GITHUB_REF, which the runner sets"));
    }
    if (ref.startsWith(Constants.R_HEADS)) {
      return new Branch(ref.substring(Constants.R_HEADS.length()));
    }
    return ref.startsWith(Constants.R_TAGS)
        ? new Tag(ref.substring(Constants.R_TAGS.length()))
        : new Detached();
  }
}
