package org.ignition.migration.history;

import java.nio.file.Path;
import java.util.List;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.image.Digest;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;

/** A way in which what was applied and the files differ, so that going on would be wrong. */
public sealed interface Discrepancy {

  /** What is wrong and what to do; refused by policy. */
  Problem problem();

  /**
   * A migration is applied, and its file is gone.
   *
   * @param applied which
   * @param folder where it is missing, relative to the workspace
   */
  record MissingFile(AppliedMigration applied, Path folder) implements Discrepancy {
    @Override
    public Problem problem() {
      MigrationRecord migration = applied.migration();
      return disagrees(
          "Applied migration has no file: "
              + Listed.of(List.of(folder.resolve(migration.file()).toString())),
          "The database holds a migration that this folder does not, so what comes after it can't"
              + " be judged",
          "Restore the file as it was applied, with version "
              + migration.version()
              + "; or run from a commit that holds it");
    }
  }

  /**
   * A migration is applied, and its file has changed since.
   *
   * @param applied which
   * @param file as it is now
   */
  record EditedFile(AppliedMigration applied, Migration file) implements Discrepancy {
    @Override
    public Problem problem() {
      Path path = file.up().file();
      return disagrees(
              "Applied migration was edited: " + Listed.of(List.of(path)),
              "Databases that applied it before have another schema than those that will: applied as "
                  + applied.migration().upChecksum().map(Digest::abbreviated).orElse("unknown")
                  + ", now "
                  + file.up().checksum().abbreviated(),
              "Restore the file as it was applied (`git log -p -- "
                  + path
                  + "`), and make the"
                  + " change in a new migration")
          .at(SourceLocation.of(path));
    }
  }

  /**
   * A migration is new, and newer ones are applied already.
   *
   * @param file the new one
   * @param newest the newest that is applied
   */
  record OutOfOrder(Migration file, AppliedMigration newest) implements Discrepancy {
    @Override
    public Problem problem() {
      Path path = file.up().file();
      return disagrees(
              "New migration below the newest applied one: " + Listed.of(List.of(path)),
              "It was never run in this order, and other databases would run it before "
                  + newest.migration().label(),
              "Rename it, and what undoes it, to a version above " + newest.migration().version())
          .at(SourceLocation.of(path));
    }
  }

  private static Problem disagrees(String what, String why, String advice) {
    return Problem.of(ErrorCode.HISTORY_DISAGREES, what, why, advice);
  }

  /**
   * All of them: files that are missing first, then files in order. What was adopted has no
   * checksum to differ from, and what Flyway skipped below its baseline no file to be missing.
   */
  static List<Discrepancy> of(LiveHistory live, MigrationSet set) {
    return new Discrepancies(live, set).all();
  }
}
