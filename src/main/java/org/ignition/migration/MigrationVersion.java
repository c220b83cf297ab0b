package org.ignition.migration;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The version of a migration: numbers, compared one after the other, a missing one being 0.
 *
 * @param text as the file's name has it, such as {@code 0015} or {@code 2.1}
 * @param numbers its parts
 */
public record MigrationVersion(String text, List<BigInteger> numbers)
    implements Comparable<MigrationVersion> {

  private static final Pattern SEPARATOR = Pattern.compile("[._-]");

  /** Copies the list. */
  public MigrationVersion {
    numbers = List.copyOf(numbers);
  }

  /**
   * The version that {@code text} writes, its parts separated by dots, underscores or hyphens.
   *
   * @throws NumberFormatException when a part holds anything but digits
   */
  public static MigrationVersion of(String text) {
    return new MigrationVersion(
        text, Arrays.stream(SEPARATOR.split(text, -1)).map(BigInteger::new).toList());
  }

  /**
   * The version that {@code text} writes where versions are compared as texts, as diesel does:
   * {@code 20260101} comes before {@code 2026010112} and both before {@code 20260102}.
   *
   * @param text digits only
   * @throws NumberFormatException when it holds anything else
   */
  public static MigrationVersion ofDigits(String text) {
    // A digit that is missing comes before 0.
    return new MigrationVersion(
        text, text.chars().mapToObj(digit -> digit(digit).add(BigInteger.ONE)).toList());
  }

  private static BigInteger digit(int character) {
    return new BigInteger(Character.toString(character));
  }

  /** Orders by the numbers alone: {@code 1} and {@code 01} are one version. */
  @Override
  public int compareTo(MigrationVersion other) {
    int length = Math.max(numbers.size(), other.numbers.size());
    for (int i = 0; i < length; i++) {
      int order = number(i).compareTo(other.number(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private BigInteger number(int index) {
    return index < numbers.size() ? numbers.get(index) : BigInteger.ZERO;
  }

  @Override
  public String toString() {
    return text;
  }
}
