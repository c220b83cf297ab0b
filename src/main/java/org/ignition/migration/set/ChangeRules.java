package org.ignition.migration.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.Script;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.set.Comparison.Edit;
import org.ignition.migration.sql.Position;

/** S2 and S3 between what is merged and what a change makes of it. */
final class ChangeRules {

  private ChangeRules() {}

  static List<Finding> check(MigrationSet set, Comparison comparison) {
    List<Finding> findings = new ArrayList<>();
    comparison.head().ifPresent(head -> late(comparison.added(), head, findings));
    comparison.edited().forEach(edit -> edited(edit, findings));
    comparison.deleted().forEach(deleted -> findings.add(deleted(set, comparison, deleted)));
    return findings;
  }

  private static void late(List<Migration> added, MigrationVersion head, List<Finding> findings) {
    for (Migration migration : added) {
      if (migration.version().compareTo(head) < 0) {
        findings.add(
            Finding.of(
                Rule.S2,
                migration.up().file(),
                Position.START,
                "Version " + migration.version() + " is new, but " + head + " is merged already",
                "Give it a version after " + head));
      }
    }
  }

  private static void edited(Edit edit, List<Finding> findings) {
    if (edit.up()) {
      findings.add(changed(edit, edit.after().up().file(), "was edited"));
    } else if (edit.renamed()) {
      findings.add(changed(edit, edit.after().up().file(), "was renamed"));
    }
    if (edit.down()) {
      findings.add(downChanged(edit));
    }
  }

  private static Finding changed(Edit edit, Path file, String what) {
    return Finding.of(
        Rule.S3,
        file,
        Position.START,
        edit.before().label() + " is merged and " + what,
        "-- put it back, and write a new migration");
  }

  /**
   * An edited down is a warning only: nobody has run it, and there is no other way to correct one;
   * but databases that keep their downs still have the older one. One that is gone is an error.
   */
  private static Finding downChanged(Edit edit) {
    return edit.after()
        .down()
        .map(Script::file)
        .map(file -> changed(edit, file, "has another down now").weighing(Severity.WARNING))
        .orElseGet(() -> changed(edit, edit.after().up().file(), "has lost its down"));
  }

  /** At the file itself, which is gone; annotations of the change show it there. */
  private static Finding deleted(MigrationSet set, Comparison comparison, Migration deleted) {
    String moved =
        comparison.added().stream()
            .filter(added -> added.up().checksum().equals(deleted.up().checksum()))
            .findFirst()
            .map(added -> " and is " + set.folder().relativize(added.up().file()) + " now")
            .orElse("");
    return Finding.of(
        Rule.S3,
        deleted.up().file(),
        Position.START,
        deleted.label() + " is merged and was deleted" + moved,
        "-- put it back, and write a new migration");
  }
}
