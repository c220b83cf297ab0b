package org.ignition.migration.history;

import java.util.Optional;
import org.ignition.image.Digest;
import org.ignition.migration.Script;

/**
 * What undoes a migration, as it was kept in the database when the migration was applied.
 *
 * @param text SQL, with the lines of the file that it is from; empty when it stayed in the
 *     database, see {@link HistoryTables#read}
 * @param checksum see {@link Script#checksum}
 * @param transactional whether it runs within a transaction
 */
public record StoredDown(Optional<String> text, Digest checksum, boolean transactional) {

  /** One whose text is at hand. */
  public StoredDown(String text, Digest checksum, boolean transactional) {
    this(Optional.of(text), checksum, transactional);
  }

  /** What is to be kept of {@code down}. */
  public static StoredDown of(Script down) {
    return new StoredDown(down.sql().text(), down.checksum(), down.runsInTransaction());
  }
}
