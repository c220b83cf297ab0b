package org.ignition.image;

import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/**
 * A full git commit SHA: 40 lower-case hex digits.
 *
 * @param hex the digits
 */
public record CommitSha(String hex) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}");
  private static final int SHORT_LENGTH = 12;

  /**
   * @throws InputException when {@code hex} is anything but 40 lower-case hex digits
   */
  public CommitSha {
    if (!FORM.matcher(hex).matches()) {
      throw new InputException(
          Problem.of(
              ErrorCode.SOURCE_SHA_INVALID,
              "Not a full commit SHA: " + Quoted.of(hex),
              "Images are tagged by the full SHA, so that a name can never mean two commits",
              "Give the 40 lower-case hex digits that `git rev-parse HEAD` prints"));
    }
  }

  /** The short SHA: the first 12 digits. */
  public String shortSha() {
    return hex.substring(0, SHORT_LENGTH);
  }

  /** The first {@code length} digits. */
  public String prefix(int length) {
    return hex.substring(0, length);
  }

  @Override
  public String toString() {
    return hex;
  }
}
