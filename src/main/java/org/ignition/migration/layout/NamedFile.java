package org.ignition.migration.layout;

import java.nio.file.Path;
import org.ignition.migration.MigrationVersion;

/**
 * A file, and what its name says.
 *
 * @param file relative to the repository
 * @param version 0 for a repeatable one
 * @param name without version and ending
 */
record NamedFile(Path file, MigrationVersion version, String name, Direction direction) {}
