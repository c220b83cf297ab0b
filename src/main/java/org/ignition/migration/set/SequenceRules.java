package org.ignition.migration.set;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.sql.Position;

/** S2 within one folder: versions that repeat, and gaps where versions are counted. */
final class SequenceRules {

  /** From here on numbers are dates: {@code 20260102}. */
  private static final BigInteger FIRST_DATE = BigInteger.valueOf(10_000_000);

  private SequenceRules() {}

  static List<Finding> check(MigrationSet set) {
    Map<MigrationVersion, List<Migration>> versions =
        set.migrations().stream()
            .collect(Collectors.groupingBy(Migration::version, TreeMap::new, Collectors.toList()));
    List<Finding> findings = new ArrayList<>();
    versions.values().stream()
        .filter(same -> same.size() > 1)
        .forEach(same -> repeats(same, findings));
    gaps(versions.values().stream().map(List::getFirst).toList(), findings);
    return findings;
  }

  private static void repeats(List<Migration> same, List<Finding> findings) {
    for (Migration migration : same) {
      String others =
          same.stream()
              .filter(other -> !other.equals(migration))
              .map(other -> other.up().file().toString())
              .collect(Collectors.joining(", "));
      findings.add(
          Finding.of(
              Rule.S2,
              migration.up().file(),
              Position.START,
              "Version " + migration.version() + " is also that of " + others,
              ""));
    }
  }

  private static void gaps(List<Migration> ordered, List<Finding> findings) {
    if (!isCounted(ordered)) {
      return;
    }
    for (int i = 1; i < ordered.size(); i++) {
      if (!isStep(ordered, i)) {
        findings.add(gap(ordered.get(i - 1), ordered.get(i)));
      }
    }
  }

  private static Finding gap(Migration before, Migration after) {
    return Finding.of(
            Rule.S2,
            after.up().file(),
            Position.START,
            "Version " + after.version() + " follows " + before.version() + ": is one missing?",
            "")
        .weighing(Severity.WARNING);
  }

  /** Whether versions are plain numbers that mostly follow each other. */
  private static boolean isCounted(List<Migration> ordered) {
    boolean plain =
        ordered.stream()
            .map(Migration::version)
            .allMatch(v -> v.numbers().size() == 1 && number(v).compareTo(FIRST_DATE) < 0);
    long steps = IntStream.range(1, ordered.size()).filter(i -> isStep(ordered, i)).count();
    return plain && steps * 2 >= ordered.size() - 1;
  }

  private static boolean isStep(List<Migration> ordered, int index) {
    BigInteger before = number(ordered.get(index - 1).version());
    return before.add(BigInteger.ONE).equals(number(ordered.get(index).version()));
  }

  private static BigInteger number(MigrationVersion version) {
    return version.numbers().getFirst();
  }
}
