package org.ignition.action;

import java.util.regex.Pattern;

/** Closes what a cut left open, so that what follows isn't swallowed by it. */
final class OpenMarkup {

  private static final Pattern FENCE = Pattern.compile("^```", Pattern.MULTILINE);
  private static final Pattern FOLD = Pattern.compile("<details>");
  private static final Pattern FOLD_END = Pattern.compile("</details>");
  private static final int MOST_FOLDS = 20;

  private OpenMarkup() {}

  /** What to append to {@code markdown}: the end of a code block and of folded sections. */
  static String closing(String markdown) {
    String fence = count(FENCE, markdown) % 2 == 1 ? "```\n" : "";
    long folds = count(FOLD, markdown) - count(FOLD_END, markdown);
    return fence + "\n</details>\n".repeat(Math.clamp(folds, 0, MOST_FOLDS));
  }

  private static long count(Pattern pattern, String text) {
    return pattern.matcher(text).results().count();
  }
}
