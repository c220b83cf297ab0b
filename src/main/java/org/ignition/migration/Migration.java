package org.ignition.migration;

import java.util.Optional;

/**
 * A step of a schema's history, and what undoes it.
 *
 * @param version its place in the order
 * @param name what it is called, without version and ending
 * @param up applies it
 * @param down undoes it, where the repository holds such a script
 */
public record Migration(MigrationVersion version, String name, Script up, Optional<Script> down) {

  /** Version and name, as reports show it. */
  public String label() {
    return name.isEmpty() ? version.text() : version + " " + name;
  }
}
