package org.ignition.image;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/**
 * A release version: SemVer 2.0.0 without build metadata, written with a {@code v} in front, such
 * as {@code v1.2.3} or {@code v1.1.0-rc1}. Ordered by SemVer §11.
 *
 * @param major first number
 * @param minor second number
 * @param patch third number
 * @param preRelease the dot-separated identifiers after {@code -}; empty for a stable version
 */
public record ReleaseVersion(
    BigInteger major, BigInteger minor, BigInteger patch, List<String> preRelease)
    implements Comparable<ReleaseVersion> {

  private static final String NUMBER = "(0|[1-9][0-9]*)";
  private static final String IDENTIFIER = "(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)";
  private static final Pattern FORM =
      Pattern.compile(
          "v"
              + NUMBER
              + "\\."
              + NUMBER
              + "\\."
              + NUMBER
              + "(?:-("
              + IDENTIFIER
              + "(?:\\."
              + IDENTIFIER
              + ")*))?");

  /** A version is also a tag, and tags end at 128 characters. */
  private static final int LONGEST = 128;

  private static final Comparator<ReleaseVersion> BY_NUMBERS =
      Comparator.comparing(ReleaseVersion::major)
          .thenComparing(ReleaseVersion::minor)
          .thenComparing(ReleaseVersion::patch);

  /** Copies the identifiers. */
  public ReleaseVersion {
    preRelease = List.copyOf(preRelease);
  }

  /**
   * Reads {@code vX.Y.Z[-q]}.
   *
   * @throws InputException when {@code text} is anything else
   */
  public static ReleaseVersion parse(String text) {
    return tryParse(text)
        .orElseThrow(() ->
            new InputException(
                Problem.of(
                    ErrorCode.VERSION_INVALID,
                    "Not a release version: " + Quoted.of(text),
                    "A release is ordered and tagged by its version, which is SemVer 2.0 with a"
                        + " v in front and without +build",
                    "Write it like v1.2.3 or v1.2.3-rc1")));
  }

  /** Reads a version with or without the {@code v}, as version files hold it. */
  public static ReleaseVersion parseLenient(String text) {
    return parse(text.startsWith("v") ? text : "v" + text);
  }

  /** The version in {@code text}, if it is one. */
  public static Optional<ReleaseVersion> tryParse(String text) {
    Matcher match = FORM.matcher(text);
    if (text.length() > LONGEST || !match.matches()) {
      return Optional.empty();
    }
    String identifiers = match.group(4);
    return Optional.of(
        new ReleaseVersion(
            new BigInteger(match.group(1)),
            new BigInteger(match.group(2)),
            new BigInteger(match.group(3)),
            identifiers == null ? List.of() : List.of(identifiers.split("\\.", -1))));
  }

  /** The version embedded in a commit that names none: {@code v0.0.0-main.g<short SHA>}. */
  public static ReleaseVersion ofCommit(CommitSha sha) {
    return parse("v0.0.0-main.g" + sha.shortSha());
  }

  /** Whether it is no pre-release. */
  public boolean stable() {
    return preRelease.isEmpty();
  }

  /** The tag {@code vX.Y.Z[-q]}. */
  public Tag tag() {
    return new Tag(toString());
  }

  /** The tag of the minor series, {@code vX.Y}. */
  public Tag minorSeries() {
    return new Tag("v" + major + "." + minor);
  }

  /** The tag of the major series, {@code vX}. */
  public Tag majorSeries() {
    return new Tag("v" + major);
  }

  @Override
  public int compareTo(ReleaseVersion other) {
    int byNumbers = BY_NUMBERS.compare(this, other);
    return byNumbers != 0 ? byNumbers : comparePreRelease(preRelease, other.preRelease);
  }

  private static int comparePreRelease(List<String> left, List<String> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isEmpty(), right.isEmpty());
    }
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = compareIdentifiers(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  /** SemVer §11.4: numbers by value and below text; text by ASCII. */
  private static int compareIdentifiers(String left, String right) {
    boolean leftIsNumber = isNumber(left);
    boolean rightIsNumber = isNumber(right);
    if (leftIsNumber && rightIsNumber) {
      return new BigInteger(left).compareTo(new BigInteger(right));
    }
    return leftIsNumber == rightIsNumber
        ? left.compareTo(right)
        : Boolean.compare(rightIsNumber, leftIsNumber);
  }

  private static boolean isNumber(String identifier) {
    return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** {@code vX.Y.Z[-q]}. */
  @Override
  public String toString() {
    String numbers = "v" + major + "." + minor + "." + patch;
    return stable() ? numbers : numbers + "-" + String.join(".", preRelease);
  }
}
