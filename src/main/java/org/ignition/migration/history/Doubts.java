package org.ignition.migration.history;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.migration.MigrationVersion;

/** Why what a database says of its history can't be believed as it is. */
final class Doubts {

  private static final String WRONG_GUESS = "To guess would run migrations twice or never";

  private Doubts() {}

  /**
   * Nothing that is read tells it.
   *
   * @param elsewhere a schema whose history would be read if it were the session's
   */
  static Problem untold(
      HistorySource source,
      Optional<String> elsewhere,
      VersionTable table,
      SortedSet<MigrationVersion> files) {
    return problem(
        "What was applied cannot be told: " + source.sentence(),
        unread(table) + WRONG_GUESS,
        elsewhere.map(Doubts::select).orElse("Look")
            + " which migration the schema is at, then say so once: `baseline: "
            + newest(files, files)
            + "` when it is at the newest, `baseline: none` when none was applied there");
  }

  private static String select(String schema) {
    return "If these migrations were applied in the schema "
        + Listed.of(List.of(schema))
        + ", let the search_path of the role begin with it (`ALTER ROLE … SET search_path`), and run"
        + " again. Else look";
  }

  private static String unread(VersionTable table) {
    return table instanceof VersionTable.Unusable(String why)
        ? "What schema_migrations holds is not taken for one: " + why + ". "
        : "";
  }

  static Problem flywayLost(LiveHistory live) {
    return problem(
        "ignition_migrations records "
            + Listed.count(live.applied().size(), "applied migration")
            + ", but flyway_schema_history is missing or empty",
        "The two are written together, so somebody removed one: nobody knows what else was undone",
        "Restore flyway_schema_history, or look which migration the schema is at and say so once"
            + baseline(live));
  }

  private static String baseline(LiveHistory live) {
    return live.applied().isEmpty()
        ? ""
        : ": `baseline: " + live.applied().getLast().migration().version() + "`";
  }

  static Problem dirty(String version, SortedSet<MigrationVersion> before) {
    String undone = before.isEmpty() ? "none" : before.last().text();
    return Problem.of(
        ErrorCode.HISTORY_UNFINISHED,
        "golang-migrate left version " + Listed.of(List.of(version)) + " unfinished (dirty)",
        "Some of its statements may have taken effect, and some not",
        "Look at the database, and finish or undo that migration by hand; then say once `baseline: "
            + Listed.of(List.of(version))
            + "` when it is finished, or `baseline: "
            + undone
            + "` when it is undone");
  }

  /** golang-migrate writes -1 before it undoes its first migration. */
  static Problem dirtyAtNone(SortedSet<MigrationVersion> files) {
    String first =
        files.isEmpty() ? "" : ", or `baseline: " + files.first() + "` when it is applied";
    return Problem.of(
        ErrorCode.HISTORY_UNFINISHED,
        "golang-migrate left the undoing of its first migration unfinished (version -1, dirty)",
        "Some of its statements may have taken effect, and some not",
        "Look at the database, and finish that by hand or bring back what is gone; then say once"
            + " `baseline: none` when the migration is undone"
            + first);
  }

  static Problem sqlxFailed(MigrationVersion version) {
    return Problem.of(
        ErrorCode.HISTORY_UNFINISHED,
        "sqlx left version " + version + " unfinished: its row says success = false",
        "Some of its statements may have taken effect, and some not",
        "Look at the database. When the migration is finished: `UPDATE _sqlx_migrations SET success"
            + " = true WHERE version = "
            + version
            + "`; when it is undone: `DELETE FROM _sqlx_migrations WHERE version = "
            + version
            + "`");
  }

  static Problem holes(SortedSet<MigrationVersion> holes, MigrationVersion newest) {
    return problem(
        "schema_migrations has a row for "
            + newest
            + ", but none for "
            + Listed.of(holes)
            + " below it",
        "Either a row was forgotten, or a migration was never applied. " + WRONG_GUESS,
        "When all of them are applied, say so once: `baseline: "
            + newest
            + "`; when one is not, apply it by hand, or give its file a version above "
            + newest);
  }

  static Problem ambiguous(List<String> integers) {
    return problem(
        "schema_migrations holds integers that can be versions or the numbers of migrations in their"
            + " order: "
            + Listed.of(integers),
        "The versions of the folder are not one number each, so an integer there is a number in"
            + " their order; who wrote these is not known. "
            + WRONG_GUESS,
        "Look which migration the schema is at, then say so once, such as `baseline: 2.1`; or"
            + " `baseline: none` when none was applied there");
  }

  static Problem noFile(String table, List<String> versions, Path folder) {
    return Problem.of(
        ErrorCode.HISTORY_DISAGREES,
        table + " names versions that no file in " + folder + " has: " + Listed.of(versions),
        "The folder does not hold what is applied: it is that of another project or of an older"
            + " commit, or files were removed",
        "Run from the commit that holds them, or restore the files; where the rows are wrong, delete"
            + " them from "
            + table);
  }

  static Problem disagreement(Testimony believed, Testimony other) {
    SortedSet<MigrationVersion> more = Sets.minus(other.applied(), believed.applied());
    SortedSet<MigrationVersion> less = Sets.minus(believed.applied(), other.applied());
    String differences =
        (more.isEmpty() ? "" : "; only the latter has " + Listed.of(more))
            + (less.isEmpty() ? "" : "; only the former has " + Listed.of(less));
    return problem(
        "Two histories disagree about what was applied" + differences,
        believed.source().sentence() + ". " + other.source().sentence(),
        "Look which migration the schema is at, then say so once with `baseline`, such as"
            + " `baseline: "
            + newest(believed.applied(), other.applied())
            + "`");
  }

  private static String newest(
      SortedSet<MigrationVersion> first, SortedSet<MigrationVersion> second) {
    SortedSet<MigrationVersion> all = Sets.union(first, second);
    return all.isEmpty() ? "none" : all.last().text();
  }

  static Problem baselineUnknown(MigrationVersion version, Collection<MigrationVersion> versions) {
    return Problem.of(
        ErrorCode.SCHEMA_TARGET_UNKNOWN,
        "No migration has the version of `baseline`: " + Listed.of(List.of(version)),
        "A baseline names the newest migration that is applied",
        "Name one of " + Listed.of(versions));
  }

  static Problem baselineOfEmpty(MigrationVersion version) {
    return problem(
        "`baseline: " + Listed.of(List.of(version)) + "` was said of a database that is empty",
        "The migrations up to it would never run there",
        "Remove `baseline`, so that all migrations are applied; or correct `database-url`");
  }

  static Problem baselineContradicts(
      Baseline baseline, HistorySource source, Collection<MigrationVersion> against) {
    String said =
        switch (baseline) {
          case Baseline.At(MigrationVersion version) -> version.text();
          case Baseline.Nothing(), Baseline.NotGiven() -> "none";
        };
    return problem(
        "`baseline: "
            + Listed.of(List.of(said))
            + "` contradicts the history about "
            + Listed.of(against),
        source.sentence(),
        "Remove `baseline`: the history is known");
  }

  private static Problem problem(String what, String why, String advice) {
    return Problem.of(ErrorCode.HISTORY_UNRECOGNISED, what, why, advice);
  }
}
