package org.ignition.config;

import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;
import org.ignition.image.ReleaseVersion;

/**
 * One release or a series of releases with their pre-releases, as {@code compatibility} names them.
 *
 * @param text {@code v1.2.3}, {@code v1.2.x} or {@code v1.x}
 */
public record VersionPattern(String text) {

  private static final Pattern SERIES =
      Pattern.compile("v(?:0|[1-9][0-9]{0,17})(?:\\.(?:0|[1-9][0-9]{0,17}))?\\.x");

  private static final String ANY = ".x";

  /**
   * @throws InputException when {@code text} is neither a version nor a series
   */
  public VersionPattern {
    if (!isSeries(text) && ReleaseVersion.tryParse(text).isEmpty()) {
      throw new InputException(
          Problem.of(
              ErrorCode.VERSION_INVALID,
              "Not a release version or a series of them: " + Quoted.of(text),
              "",
              "Write v1.2.3, v1.2.x or v1.x"));
    }
  }

  /** Whether {@code version} is one of them. */
  public boolean matches(ReleaseVersion version) {
    if (!isSeries(text)) {
      return text.equals(version.toString());
    }
    String series = text.substring(0, text.length() - ANY.length());
    return series.equals(version.minorSeries().value())
        || series.equals(version.majorSeries().value());
  }

  /** How many numbers it fixes, 1 to 3: where several patterns match, the most exact one counts. */
  int exactness() {
    return isSeries(text) ? (int) text.chars().filter(c -> c == '.').count() : 3;
  }

  /** A pre-release may end like a series: {@code v1.2.3-a.x} is one release. */
  private static boolean isSeries(String text) {
    return SERIES.matcher(text).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
