package org.ignition.migration.history;

import org.ignition.image.Digest;
import org.ignition.migration.Script;

/**
 * What undoes a migration, as it was kept in the database when the migration was applied.
 *
 * @param text SQL, with the lines of the file that it is from
 * @param checksum see {@link Script#checksum}
 * @param transactional whether it runs within a transaction
 */
public record StoredDown(String text, Digest checksum, boolean transactional) {}
