package org.ignition.migration.compatibility;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.LongStream;
import org.ignition.migration.ReleaseMigration;

/**
 * The schema versions of a release's migrations, as the application sees them: the versions
 * themselves where each is one number that fits into 64 bits, else their ordinals from 1.
 */
final class MigrationNumbers {

  private static final BigInteger HIGHEST = BigInteger.valueOf(Long.MAX_VALUE);

  private MigrationNumbers() {}

  /**
   * One number for each, in their order.
   *
   * @param migrations in ascending order
   */
  static List<Long> of(List<ReleaseMigration> migrations) {
    return migrations.stream().map(ReleaseMigration::version).allMatch(MigrationNumbers::fits)
        ? migrations.stream().map(each -> Long.parseLong(each.version())).toList()
        : LongStream.rangeClosed(1, migrations.size()).boxed().toList();
  }

  private static boolean fits(String version) {
    return version.chars().allMatch(c -> c >= '0' && c <= '9')
        && new BigInteger(version).compareTo(HIGHEST) <= 0;
  }
}
