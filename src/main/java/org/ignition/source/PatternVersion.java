package org.ignition.source;

import java.util.regex.Matcher;
import org.ignition.config.VersionSource;
import org.ignition.failure.InputException;
import org.ignition.failure.SourceLocation;

/** The version in any text file, found by a regular expression with one group. */
final class PatternVersion {

  /** Far above what an honest expression needs for a file of the largest size. */
  private static final long MOST_STEPS = 50_000_000;

  private PatternVersion() {}

  /**
   * @throws InputException when nothing matches, or finding out takes too long
   */
  static WrittenVersion in(String text, VersionSource.Match source) {
    try {
      Matcher matcher = source.pattern().matcher(new Counted(text, new Steps(MOST_STEPS)));
      if (matcher.find() && matcher.start(1) >= 0) {
        return new WrittenVersion(
            text.substring(matcher.start(1), matcher.end(1)),
            place(text, matcher.start(1), source));
      }
    } catch (TooManySteps | StackOverflowError _) {
      throw WrittenVersion.unreadable(
          source.at(),
          "The pattern takes too long on " + source.file(),
          "Avoid repetitions of repetitions such as (a+)+");
    }
    throw WrittenVersion.unreadable(
        source.at(), "The pattern finds nothing in " + source.file(), "Correct the pattern");
  }

  private static SourceLocation place(String text, int offset, VersionSource.Match source) {
    String before = text.substring(0, offset);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new SourceLocation(source.file(), line, offset - before.lastIndexOf('\n'));
  }

  /** Looks at characters that are left. */
  private static final class Steps {
    private long left;

    Steps(long left) {
      this.left = left;
    }

    void take() {
      if (--left < 0) {
        throw new TooManySteps();
      }
    }
  }

  /** A text that counts how often it is looked at: the one bound that java.util.regex heeds. */
  private record Counted(CharSequence text, Steps steps) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      steps.take();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end), steps);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  /** Ends a search that would not end. */
  private static final class TooManySteps extends RuntimeException {
    TooManySteps() {
      super(null, null, false, false);
    }
  }
}
