package org.ignition.migration.history;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.ignition.migration.Assessment;
import org.ignition.migration.Layout;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.history.HistoryEvent.Kind;
import org.ignition.migration.layout.MigrationFolderReader;
import org.ignition.testing.MemoryTree;

/** Facts of a made-up database, said one after the other. */
final class ToldHistory {

  static final Instant THEN = Instant.parse("2026-01-08T10:00:00Z");

  private final MigrationSet set;
  private Optional<List<FlywayRow>> flyway = Optional.empty();
  private Optional<List<HistoryEvent>> events = Optional.empty();
  private VersionTable versions = new VersionTable.Free();
  private final List<ForeignHistory> foreign = new ArrayList<>();
  private long tables;

  ToldHistory(MigrationSet set) {
    this.set = set;
  }

  /** The migrations 0001 to 000n, each with what undoes it. */
  static MigrationSet folder(int count) {
    return folder(IntStream.rangeClosed(1, count).mapToObj(i -> "000" + i).toArray(String[]::new));
  }

  static MigrationSet folder(String... versions) {
    MemoryTree tree = new MemoryTree();
    for (String version : versions) {
      tree.file("db/" + version + "_step.sql", "CREATE TABLE t" + version + " (id int);\n");
      tree.file("db/" + version + "_step.down.sql", "DROP TABLE t" + version + ";\n");
    }
    return MigrationFolderReader.read(tree, Path.of("db"), Optional.of(Layout.SEED));
  }

  /** Flyway's files of these versions. */
  static MigrationSet flywayFolder(String... versions) {
    MemoryTree tree = new MemoryTree();
    for (String version : versions) {
      tree.file("db/V" + version + "__step.sql", "CREATE TABLE t (id int);\n");
    }
    return MigrationFolderReader.read(tree, Path.of("db"), Optional.of(Layout.FLYWAY));
  }

  ToldHistory tables(long count) {
    tables = count;
    return this;
  }

  ToldHistory flyway(String version, String type, boolean success) {
    List<FlywayRow> rows = new ArrayList<>(flyway.orElse(List.of()));
    rows.add(
        new FlywayRow(
            rows.size() + 1,
            Optional.of(version),
            "step",
            type,
            version + "_step.sql",
            OptionalInt.of(7),
            "postgres",
            THEN,
            success));
    flyway = Optional.of(rows);
    return this;
  }

  /** Flyway applied 1 to n. */
  ToldHistory flywayUpTo(int count) {
    IntStream.rangeClosed(1, count).forEach(i -> flyway("000" + i, "SQL", true));
    return this;
  }

  ToldHistory flywayTable() {
    flyway = Optional.of(flyway.orElse(List.of()));
    return this;
  }

  ToldHistory event(Kind kind, String version) {
    return event(kind, version, Origin.IGNITION, Long.parseLong(version.replace(".", "")));
  }

  ToldHistory event(Kind kind, String version, Origin origin, long sequence) {
    List<HistoryEvent> all = new ArrayList<>(events.orElse(List.of()));
    MigrationRecord record =
        set.migrations().stream()
            .filter(each -> each.version().text().equals(version))
            .findFirst()
            .map(
                each -> new FolderRecords(set, Sequences.of(set)).pending(each, Assessment.UNKNOWN))
            .orElse(
                new MigrationRecord(
                    sequence,
                    MigrationVersion.of(version),
                    "step",
                    version + "_step.sql",
                    Optional.empty(),
                    Optional.empty(),
                    Assessment.UNKNOWN));
    MigrationRecord numbered =
        new MigrationRecord(
            sequence,
            record.version(),
            record.name(),
            record.file(),
            record.upChecksum(),
            record.down(),
            record.assessment());
    all.add(
        new HistoryEvent(
            all.size() + 1,
            kind,
            numbered,
            AppliedBy.UNKNOWN,
            THEN,
            Duration.ZERO,
            Optional.empty(),
            origin,
            kind == Kind.FAILED ? "statement 2 failed" : ""));
    events = Optional.of(all);
    return this;
  }

  /** We applied 1 to n, Flyway's rows beside ours. */
  ToldHistory oursUpTo(int count) {
    flywayUpTo(count);
    IntStream.rangeClosed(1, count).forEach(i -> event(Kind.APPLIED, "000" + i));
    return this;
  }

  ToldHistory golangMigrate(String version, boolean dirty) {
    versions =
        new VersionTable.Kept(
            VersionTable.Shape.ONE_ROW,
            false,
            version.isEmpty() ? List.of() : List.of(version),
            dirty);
    return this;
  }

  ToldHistory rows(String... rows) {
    versions =
        new VersionTable.Kept(VersionTable.Shape.ROW_PER_MIGRATION, true, List.of(rows), false);
    return this;
  }

  /** Rows by hand in a table of integers. */
  ToldHistory integers(String... rows) {
    versions =
        new VersionTable.Kept(VersionTable.Shape.ROW_PER_MIGRATION, false, List.of(rows), false);
    return this;
  }

  /** Our view has the name. */
  ToldHistory view() {
    versions = new VersionTable.View();
    return this;
  }

  ToldHistory unusable(String why) {
    versions = new VersionTable.Unusable(why);
    return this;
  }

  ToldHistory sqlx(ForeignHistory.Sqlx.Row... rows) {
    foreign.add(new ForeignHistory.Sqlx(List.of(rows)));
    return this;
  }

  ToldHistory other(String table, String tool) {
    foreign.add(new ForeignHistory.Other(table, tool, Optional.empty()));
    return this;
  }

  HistoryFacts facts() {
    return new HistoryFacts(
        "public",
        flyway,
        events,
        versions,
        foreign,
        tables,
        tables == 0 ? List.of() : List.of("public.users"));
  }

  HistoryReading reading() {
    return HistoryReading.of(facts(), set);
  }

  Recognition recognised() {
    return recognised("");
  }

  Recognition recognised(String baseline) {
    return Recognition.of(facts(), set, Baseline.parse(baseline).orElseThrow());
  }
}
