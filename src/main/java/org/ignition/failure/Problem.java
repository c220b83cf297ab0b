package org.ignition.failure;

import java.util.Optional;

/**
 * One thing that is wrong, said so that the reader can act on it.
 *
 * @param code the stable code
 * @param what what happened, one line of at most about 120 characters, no secret, no full stop
 * @param why why it matters, one sentence; may be empty when {@code what} says it all
 * @param advice what to do now, copy-pasteable where possible
 * @param at the place in a file that it is about
 */
public record Problem(
    ErrorCode code, String what, String why, String advice, Optional<SourceLocation> at) {

  /** A problem that is not about a place in a file. */
  public static Problem of(ErrorCode code, String what, String why, String advice) {
    return new Problem(code, what, why, advice, Optional.empty());
  }

  /** The same problem, pinned to a place. */
  public Problem at(SourceLocation location) {
    return new Problem(code, what, why, advice, Optional.of(location));
  }

  /** The whole text, as a log shows it: place, what, why, advice, code. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    at.ifPresent(place -> text.append(place).append(": "));
    text.append(what);
    if (!why.isEmpty()) {
      text.append(". ").append(why);
    }
    if (!advice.isEmpty()) {
      text.append("\n  → ").append(advice);
    }
    return text.append("\n  ").append(code.id()).toString();
  }
}
