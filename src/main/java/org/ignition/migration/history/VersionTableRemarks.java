package org.ignition.migration.history;

import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.Script;

/**
 * What a person should know of {@code schema_migrations}.
 *
 * @param set the folder
 * @param applied the versions that hold
 */
record VersionTableRemarks(MigrationSet set, SortedSet<MigrationVersion> applied) {

  /** A sentence each, without full stop. */
  List<String> of(VersionTable table) {
    return switch (table) {
      case VersionTable.Unusable(String why) ->
          List.of("schema_migrations cannot be kept in step: " + why);
      case VersionTable.View() -> ofView();
      case VersionTable.Free() -> ofNothing();
      case VersionTable.Kept _ -> List.of();
    };
  }

  private List<String> ofView() {
    List<String> files = using(pending());
    return files.isEmpty()
        ? List.of()
        : List.of(
            "schema_migrations is a view of ignition_migrations that cannot be created again or"
                + " written to, as "
                + Listed.of(files)
                + " would: take these statements out, or begin them with DROP VIEW IF EXISTS"
                + " schema_migrations");
  }

  private List<String> ofNothing() {
    List<String> files = using(all());
    return files.isEmpty() || pending().anyMatch(VersionTableRemarks::makes)
        ? List.of()
        : List.of(
            "schema_migrations gets no view, for "
                + Listed.of(files)
                + " has to do with that name, and no file that is still to run makes the table: an"
                + " application that asks it for the schema's version has nothing to read");
  }

  private Stream<Script> all() {
    return Stream.concat(
        set.migrations().stream().flatMap(VersionTableUse::scripts), set.repeatables().stream());
  }

  /** What is still to run. */
  private Stream<Script> pending() {
    return Stream.concat(
        set.migrations().stream()
            .filter(each -> !applied.contains(each.version()))
            .map(Migration::up),
        set.repeatables().stream());
  }

  private static List<String> using(Stream<Script> scripts) {
    return scripts
        .filter(VersionTableUse::isIn)
        .map(script -> String.valueOf(script.file().getFileName()))
        .distinct()
        .toList();
  }

  private static boolean makes(Script script) {
    return script.sql().statements().stream()
        .map(VersionTableStatement::of)
        .anyMatch(VersionTableStatement::makes);
  }
}
