package org.ignition.command;

import java.util.function.IntPredicate;

/**
 * The text of an input as a user meant it: without the white space around it that YAML block
 * scalars and {@code gh secret set < file} leave there, as actions/core does it too.
 */
final class SoundText {

  /** Linux' PATH_MAX; no other text has a reason to be longer. */
  private static final int LONGEST = 4096;

  /** Service account keys, given as passwords, have several KiB. */
  private static final int LONGEST_SECRET = 64 * 1024;

  private SoundText() {}

  /**
   * {@code raw} without what surrounds it.
   *
   * @throws org.ignition.failure.InputException when it is too long or holds control characters
   */
  static String of(Input input, String raw) {
    String text = input.isSecret() ? withoutLineEnd(raw) : raw.strip();
    int longest = input.isSecret() ? LONGEST_SECRET : LONGEST;
    if (text.length() > longest) {
      String rule = "must have at most " + longest + " characters";
      throw InputProblems.invalid(input, text, rule, "It has " + text.length());
    }
    if (text.chars().anyMatch(forbiddenIn(input))) {
      String rule = "must hold no control characters";
      throw InputProblems.invalid(input, text, rule, "Give one line of plain text");
    }
    return text;
  }

  /** White space may be a part of a password; the end of the line that it stood on is not. */
  private static String withoutLineEnd(String raw) {
    int end = raw.length();
    while (end > 0 && isLineEnd(raw.charAt(end - 1))) {
      end--;
    }
    return raw.substring(0, end);
  }

  /** A key file in JSON is a legal password and has lines. */
  private static IntPredicate forbiddenIn(Input input) {
    return input.isSecret()
        ? c -> Character.isISOControl(c) && !isLineEnd(c) && c != '\t'
        : Character::isISOControl;
  }

  private static boolean isLineEnd(int c) {
    return c == '\n' || c == '\r';
  }
}
