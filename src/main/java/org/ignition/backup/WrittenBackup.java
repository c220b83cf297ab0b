package org.ignition.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.ignition.image.Digest;

/**
 * A backup that is written, verified and on the disk.
 *
 * @param id the file's name, such as {@code backup_20260115_104500.dump}
 * @param path where it is, absolute
 * @param sha256 of the file's bytes
 * @param sizeBytes of the file
 * @param database that it is of: a name, or the file's for SQLite
 * @param serverVersion of what the database ran on, such as {@code 17.5}; SQLite's for a file
 * @param created when it was begun
 * @param took from then until it was on the disk
 */
public record WrittenBackup(
    String id,
    Path path,
    Digest sha256,
    long sizeBytes,
    String database,
    String serverVersion,
    Instant created,
    Duration took) {}
