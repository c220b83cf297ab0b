package org.ignition.migration.history;

import java.util.Locale;
import java.util.stream.Stream;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.Script;

/** Whether the migrations themselves have to do with the table of versions. */
public enum VersionTableUse {
  /** No file names it: the name is ours to take. */
  UNUSED,
  /** A file creates it, or writes its own row into it. */
  USED;

  /**
   * What the statements of {@code set} say: their text, not its meaning, so that what a function or
   * a text within them names counts too.
   */
  public static VersionTableUse of(MigrationSet set) {
    boolean used =
        Stream.concat(
                set.migrations().stream().flatMap(VersionTableUse::scripts),
                set.repeatables().stream())
            .anyMatch(VersionTableUse::names);
    return used ? USED : UNUSED;
  }

  private static Stream<Script> scripts(Migration migration) {
    return Stream.concat(Stream.of(migration.up()), migration.down().stream());
  }

  private static boolean names(Script script) {
    return script.sql().statements().stream()
        .anyMatch(each -> each.text().toLowerCase(Locale.ROOT).contains(HistoryTables.VERSIONS));
  }
}
