package org.ignition.config;

import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;

/**
 * Branches by name or glob: {@code *} stands for anything within one component, {@code **} for
 * anything, {@code ?} for one character, as in a workflow's branch filter.
 *
 * @param glob such as {@code main} or {@code release/*}
 */
public record BranchPattern(String glob) {

  /** What git allows in a branch's name (git-check-ref-format), and the two wildcards. */
  private static final Pattern FORM = Pattern.compile("[^\\s\\p{Cntrl}~^:\\\\\\[]{1,200}");

  /**
   * @throws InputException when no branch could have a name like {@code glob}
   */
  public BranchPattern {
    if (!FORM.matcher(glob).matches() || glob.startsWith("refs/")) {
      throw new InputException(
          Problem.of(
              ErrorCode.INPUT_INVALID,
              "Not a branch or a pattern of branches: " + Quoted.of(glob),
              "",
              "Write a branch's name without refs/heads/, or a glob such as release/*"));
    }
  }

  /** Whether it names one branch. */
  public boolean literal() {
    return glob.indexOf('*') < 0 && glob.indexOf('?') < 0;
  }

  /** Whether {@code branch}, a name without {@code refs/heads/}, is one of them. */
  public boolean matches(String branch) {
    return literal() ? glob.equals(branch) : new GlobMatch(glob).matches(branch);
  }

  @Override
  public String toString() {
    return glob;
  }
}
