package org.ignition.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ignition.backup.BackupContents.ObjectDigest;

/** Holds what a database holds against what was backed up. */
public final class ContentsComparison {

  private static final int MOST = 20;

  private final BackupContents expected;
  private final BackupContents actual;
  private final List<String> sentences = new ArrayList<>();

  private ContentsComparison(BackupContents expected, BackupContents actual) {
    this.expected = expected;
    this.actual = actual;
  }

  /** What came of it; never undecided. */
  public static RestoreVerdict of(BackupContents expected, BackupContents actual) {
    List<String> differences = differences(expected, actual);
    return differences.isEmpty()
        ? new RestoreVerdict.Equal(
            expected.rows().size(),
            expected.rows().values().stream().mapToLong(Long::longValue).sum())
        : new RestoreVerdict.Different(differences);
  }

  /**
   * What {@code actual} holds otherwise than {@code expected}, a sentence each without full stop,
   * such as {@code table public.users holds 11 rows, 12 were backed up}; at most twenty, and how
   * many more there are. Empty when nothing differs.
   *
   * @param expected what was backed up
   * @param actual what is there now
   */
  public static List<String> differences(BackupContents expected, BackupContents actual) {
    return new ContentsComparison(expected, actual).differences();
  }

  private List<String> differences() {
    Set<String> names = new TreeSet<>(expected.schema().keySet());
    names.addAll(actual.schema().keySet());
    names.stream().filter(name -> !goesWithItsTable(name)).forEach(this::compareObject);
    Set<String> tables = new TreeSet<>(expected.rows().keySet());
    tables.addAll(actual.rows().keySet());
    tables.forEach(this::compareRows);
    return sentences.size() <= MOST
        ? List.copyOf(sentences)
        : Stream.concat(
                sentences.stream().limit(MOST),
                Stream.of("and " + (sentences.size() - MOST) + " more differences"))
            .toList();
  }

  /** Who hears that a table is missing need not hear it of each of its columns. */
  private boolean goesWithItsTable(String name) {
    int dot = name.lastIndexOf('.');
    if (!name.contains(" ") || dot < 0) {
      return false;
    }
    String table = "table" + name.substring(name.indexOf(' '), dot);
    return expected.schema().containsKey(table) != actual.schema().containsKey(table);
  }

  private void compareObject(String name) {
    ObjectDigest before = expected.schema().get(name);
    ObjectDigest now = actual.schema().get(name);
    if (now == null) {
      sentences.add(name + " is missing");
    } else if (before == null) {
      sentences.add(name + " is there and was not backed up");
    } else if (isOther(before, now)) {
      sentences.add(name + " is another than was backed up");
    }
  }

  private boolean isOther(ObjectDigest before, ObjectDigest now) {
    boolean alike = expected.serverMajor() == actual.serverMajor();
    return !before.shape().equals(now.shape()) || (alike && !before.text().equals(now.text()));
  }

  private void compareRows(String table) {
    Map<String, Long> before = expected.rows();
    Map<String, Long> now = actual.rows();
    if (before.containsKey(table) && now.containsKey(table)) {
      if (!before.get(table).equals(now.get(table))) {
        sentences.add(
            "table %s holds %s, %,d were backed up"
                .formatted(table, rows(now.get(table)), before.get(table)));
      }
    } else if (!knowsSchemaOf(table)) {
      sentences.add(
          "table " + table + (before.containsKey(table) ? " is missing" : " was not backed up"));
    }
  }

  private boolean knowsSchemaOf(String table) {
    return expected.schema().containsKey("table " + table)
        || actual.schema().containsKey("table " + table);
  }

  private static String rows(long count) {
    return "%,d %s".formatted(count, count == 1 ? "row" : "rows");
  }
}
