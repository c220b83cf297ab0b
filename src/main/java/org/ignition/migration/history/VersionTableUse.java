package org.ignition.migration.history;

import java.util.stream.Stream;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.Script;

/** Whether the migrations themselves have to do with the table of versions. */
public enum VersionTableUse {
  /** No file has to do with it: the name is ours to take. */
  UNUSED,
  /** A file creates it, or writes its own row into it. */
  USED;

  /**
   * What the statements of {@code set} say. To read the table or to grant rights on it is no use; a
   * block or a function whose text mentions it is, whatever it does.
   */
  public static VersionTableUse of(MigrationSet set) {
    boolean used =
        Stream.concat(
                set.migrations().stream().flatMap(VersionTableUse::scripts),
                set.repeatables().stream())
            .anyMatch(VersionTableUse::isIn);
    return used ? USED : UNUSED;
  }

  static Stream<Script> scripts(Migration migration) {
    return Stream.concat(Stream.of(migration.up()), migration.down().stream());
  }

  /** Whether {@code script} creates, changes, removes or writes it. */
  static boolean isIn(Script script) {
    return script.sql().statements().stream()
        .map(VersionTableStatement::of)
        .anyMatch(VersionTableStatement::uses);
  }
}
