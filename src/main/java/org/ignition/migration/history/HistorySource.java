package org.ignition.migration.history;

import java.util.List;
import org.ignition.migration.MigrationVersion;

/** What a database's history is, and how we know: what the plan says first. */
public sealed interface HistorySource {

  /** One sentence without full stop. */
  String sentence();

  /** Nothing was ever done there. */
  record Empty() implements HistorySource {
    @Override
    public String sentence() {
      return "The database is empty: it has no tables and no history";
    }
  }

  /**
   * This tool's.
   *
   * @param applied how many migrations
   * @param newest the newest of them; empty text when there is none
   */
  record Ours(int applied, String newest) implements HistorySource {
    @Override
    public String sentence() {
      String count = Listed.count(applied, "applied migration");
      return "ignition_migrations and flyway_schema_history record "
          + (applied == 0 ? count : count + ", the newest " + newest);
    }
  }

  /**
   * Flyway's, who ran without this tool.
   *
   * @param applied how many migrations
   */
  record FlywayAlone(int applied) implements HistorySource {
    @Override
    public String sentence() {
      return "flyway_schema_history records "
          + Listed.count(applied, "applied migration")
          + ", with no ignition_migrations beside it: Flyway ran without this tool";
    }
  }

  /**
   * golang-migrate's.
   *
   * @param version as its table has it; empty when it has no row
   * @param dirty whether it says that this version was left unfinished
   */
  record GolangMigrate(String version, boolean dirty) implements HistorySource {
    @Override
    public String sentence() {
      String row = version.isEmpty() ? "no row" : "the row " + Listed.of(List.of(version));
      return "schema_migrations has a column dirty, as golang-migrate keeps it, and "
          + row
          + (dirty ? ", which is dirty" : "");
    }
  }

  /**
   * sqlx's.
   *
   * @param rows how many
   */
  record Sqlx(int rows) implements HistorySource {
    @Override
    public String sentence() {
      return "_sqlx_migrations is sqlx's table, with " + Listed.count(rows, "row");
    }
  }

  /**
   * A row for each version, kept by hand, by dbmate or by the application.
   *
   * @param rows how many
   * @param textual whether they are texts
   */
  record VersionRows(int rows, boolean textual) implements HistorySource {
    @Override
    public String sentence() {
      return "schema_migrations has a row for each version ("
          + Listed.count(rows, textual ? "text" : "number")
          + "), as it is kept by hand or by dbmate";
    }
  }

  /**
   * There are tables, and nobody says where they are from.
   *
   * @param tables how many
   * @param some the first of them
   * @param others tables of tools whose history is not read, with the tool's name
   */
  record Untold(long tables, List<String> some, List<ForeignHistory.Other> others)
      implements HistorySource {

    /** Copies the lists. */
    public Untold {
      some = List.copyOf(some);
      others = List.copyOf(others);
    }

    @Override
    public String sentence() {
      if (tables == 0 && others.isEmpty()) {
        return "The database has no tables but a schema_migrations that is not read";
      }
      String found =
          "The database has "
              + Listed.count(tables, "table")
              + (some.isEmpty() ? "" : " (" + names() + ")");
      return others.isEmpty()
          ? found + ", but no history that says how they came there"
          : found + "; " + foreign();
    }

    private String names() {
      return Listed.of(some) + (tables > some.size() ? " …" : "");
    }

    private static String place(ForeignHistory.Other other) {
      return Listed.of(List.of(other.table()));
    }

    private String foreign() {
      return String.join(
          "; ",
          others.stream()
              .map(each ->
                  place(each)
                      + " is the table of "
                      + each.tool()
                      + ", which is not read"
                      + (each.elsewhere().isPresent() ? " in that schema" : ""))
              .toList());
    }
  }

  /**
   * A person's word.
   *
   * @param baseline what was said
   * @param besides what the database says
   */
  record Said(Baseline baseline, HistorySource besides) implements HistorySource {
    @Override
    public String sentence() {
      String word =
          switch (baseline) {
            case Baseline.At(MigrationVersion version) -> "all up to " + version + " is applied";
            case Baseline.Nothing(), Baseline.NotGiven() -> "nothing is applied";
          };
      return besides.sentence() + "; baseline says that " + word;
    }
  }

  /**
   * Several of them.
   *
   * @param sources the one that is believed first, then the others
   */
  record Several(List<HistorySource> sources) implements HistorySource {

    /** Copies the list. */
    public Several {
      sources = List.copyOf(sources);
    }

    @Override
    public String sentence() {
      return String.join("; ", sources.stream().map(HistorySource::sentence).toList());
    }
  }
}
