package org.ignition.backup;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a database holds at one moment, in short, so that what was restored can be held against what
 * was backed up.
 *
 * @param serverMajor of PostgreSQL, such as 17, or of SQLite: digests of definitions are compared
 *     within one major only, as servers write them differently
 * @param schema digest of each object by its name, such as {@code table public.users}; see {@link
 *     ObjectDigest}
 * @param rows how many each table holds, by its qualified name
 */
public record BackupContents(
    int serverMajor, SortedMap<String, ObjectDigest> schema, SortedMap<String, Long> rows) {

  /** Copies the maps. */
  public BackupContents {
    schema = sorted(schema);
    rows = sorted(rows);
  }

  private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /** The same as another server would have it, of which only shapes are compared. */
  public BackupContents withoutText() {
    return new BackupContents(0, schema, rows);
  }

  /**
   * Digests of an object's attributes, 16 hex digits each (the beginning of a SHA-256).
   *
   * @param shape of what every server writes alike: types, columns, whether it may be null
   * @param text of what servers write as they please: definitions, defaults
   */
  public record ObjectDigest(String shape, String text) {}
}
