package org.ignition.migration.compatibility;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.ignition.migration.ReleaseMigration;

/**
 * The schema versions of a release's migrations, as the application sees them: the versions
 * themselves where each is one number that fits into 64 bits and none is lower than the one before
 * it, else their ordinals from 1. That is what a database counts that saw the releases in their
 * order.
 */
final class MigrationNumbers {

  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final BigInteger HIGHEST = BigInteger.valueOf(Long.MAX_VALUE);

  private MigrationNumbers() {}

  /**
   * One number for each, in their order.
   *
   * @param migrations in ascending order
   */
  static List<Long> of(List<ReleaseMigration> migrations) {
    List<String> versions = migrations.stream().map(ReleaseMigration::version).toList();
    return areNumbers(versions)
        ? versions.stream().map(Long::parseLong).toList()
        : ordinals(versions);
  }

  private static boolean areNumbers(List<String> versions) {
    BigInteger last = BigInteger.ZERO;
    for (String version : versions) {
      if (!NUMBER.matcher(version).matches()) {
        return false;
      }
      BigInteger number = new BigInteger(version);
      if (number.compareTo(last) < 0 || number.compareTo(HIGHEST) > 0) {
        return false;
      }
      last = number;
    }
    return true;
  }

  /** Two files of one version have one number. */
  private static List<Long> ordinals(List<String> versions) {
    List<Long> ordinals = new ArrayList<>();
    String last = "";
    for (String version : versions) {
      long before = ordinals.isEmpty() ? 0 : ordinals.getLast();
      ordinals.add(version.equals(last) ? before : before + 1);
      last = version;
    }
    return ordinals;
  }
}
