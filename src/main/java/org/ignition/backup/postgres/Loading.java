package org.ignition.backup.postgres;

import java.util.Collection;
import java.util.Optional;
import org.ignition.backup.BackupContents;

/** How rows come into a scratch database: which way is quicker depends on whose they are. */
enum Loading {
  /** Two tables at once. */
  PARALLEL("--jobs=2"),

  /**
   * One table after the other, in the transaction that makes them. Such rows are not logged, and an
   * index takes them without asking whether they are committed.
   */
  ONE_TRANSACTION("--single-transaction");

  /** Each object that a transaction makes is locked until its end, and a server has limits. */
  private static final int MOST_ENTRIES = 5000;

  private final String option;

  Loading(String option) {
    this.option = option;
  }

  /** Of {@code pg_restore}. */
  String option() {
    return option;
  }

  /**
   * What is quicker: with seven eighths of the rows in one table, a second job has too little to do
   * to make up for what it costs.
   *
   * @param expected what the archive should hold; a guess is made where nobody wrote that down
   * @param entries how many objects it makes
   */
  static Loading of(Optional<BackupContents> expected, int entries) {
    return entries <= MOST_ENTRIES
            && expected.map(contents -> isUneven(contents.rows().values())).orElse(false)
        ? ONE_TRANSACTION
        : PARALLEL;
  }

  private static boolean isUneven(Collection<Long> rows) {
    long all = rows.stream().mapToLong(Long::longValue).sum();
    long most = rows.stream().mapToLong(Long::longValue).max().orElse(0);
    return most >= all - all / 8;
  }
}
