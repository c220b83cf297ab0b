package org.ignition.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ignition.backup.BackupContents.ObjectDigest;

/** Holds what a database holds against what was backed up. */
public final class ContentsComparison {

  private final BackupContents expected;
  private final BackupContents found;
  private final List<String> differences = new ArrayList<>();

  private ContentsComparison(BackupContents expected, BackupContents found) {
    this.expected = expected;
    this.found = found;
  }

  /** What came of it; never undecided. */
  public static RestoreVerdict of(BackupContents expected, BackupContents found) {
    return new ContentsComparison(expected, found).verdict();
  }

  private RestoreVerdict verdict() {
    names(expected.schema(), found.schema()).forEach(this::compareObject);
    names(expected.rows(), found.rows()).forEach(this::compareRows);
    return differences.isEmpty()
        ? new RestoreVerdict.Equal(
            expected.rows().size(),
            expected.rows().values().stream().mapToLong(Long::longValue).sum())
        : new RestoreVerdict.Different(differences);
  }

  private static SortedSet<String> names(SortedMap<String, ?> one, SortedMap<String, ?> other) {
    SortedSet<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    return names;
  }

  private void compareObject(String name) {
    ObjectDigest before = expected.schema().get(name);
    ObjectDigest now = found.schema().get(name);
    if (before == null) {
      differences.add(name + " was not backed up");
    } else if (now == null) {
      differences.add(name + " is missing");
    } else if (!before.shape().equals(now.shape())) {
      differences.add(name + " has another form");
    } else if (expected.serverMajor() == found.serverMajor() && !before.text().equals(now.text())) {
      differences.add(name + " is defined in another way");
    }
  }

  private void compareRows(String table) {
    Map<String, Long> before = expected.rows();
    Map<String, Long> now = found.rows();
    if (before.containsKey(table)
        && now.containsKey(table)
        && !before.get(table).equals(now.get(table))) {
      differences.add(table + " has " + now.get(table) + " rows, not " + before.get(table));
    }
  }
}
