package org.ignition.migration;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.migration.sql.Directive;

/**
 * A step of a schema's history, and what undoes it.
 *
 * @param version its place in the order
 * @param name what it is called, without version and ending
 * @param up applies it
 * @param down undoes it, where the repository holds such a script
 */
public record Migration(MigrationVersion version, String name, Script up, Optional<Script> down) {

  /** A script that has no version, in a history that consists of migrations. */
  public static Migration unversioned(Script script) {
    String name = String.valueOf(script.file().getFileName());
    return new Migration(new MigrationVersion(name, List.of()), "", script, Optional.empty());
  }

  /** Version and name, as reports show it. */
  public String label() {
    return name.isEmpty() ? version.text() : version + " " + name;
  }

  /** Whether either direction declares that there is no way back. */
  public boolean isDeclaredIrreversible() {
    return Stream.concat(Stream.of(up), down.stream())
        .flatMap(script -> script.sql().directives().stream())
        .anyMatch(Directive.Irreversible.class::isInstance);
  }
}
