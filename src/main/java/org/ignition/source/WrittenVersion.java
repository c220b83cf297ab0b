package org.ignition.source;

import java.nio.file.Path;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;

/**
 * A version as a file writes it, not yet understood.
 *
 * @param text the characters
 * @param at where they stand
 */
record WrittenVersion(String text, SourceLocation at) {

  private static final String WHY = "The version is taken from this file";

  /** An error about a file that does not say its version where it should. */
  static InputException missing(Path file, String where) {
    return unreadable(
        SourceLocation.of(file),
        "No version at " + where,
        "Write it there, or name the place with {file: …, pattern: …} in `version.sources`");
  }

  /** An error about a file that cannot be understood. */
  static InputException unreadable(SourceLocation at, String what, String advice) {
    return new InputException(
        Problem.of(ErrorCode.VERSION_SOURCE_UNREADABLE, what, WHY, advice).at(at));
  }
}
