package org.ignition.migration.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.MigrationVersion;

/**
 * Reads what each table says.
 *
 * @param facts of the database
 * @param set the folder
 * @param reading of Flyway's table and ours
 */
record Testimonies(HistoryFacts facts, MigrationSet set, HistoryReading reading) {

  /** Of Flyway and the companion table; empty when neither was ever written. */
  Optional<Testimony> own() {
    boolean ours = facts.events().filter(events -> !events.isEmpty()).isPresent();
    boolean flyway = facts.flyway().filter(rows -> !rows.isEmpty()).isPresent();
    if (!ours && !flyway) {
      return Optional.empty();
    }
    Testimony testimony = Testimony.of(source(ours), Origin.FLYWAY, live());
    return Optional.of(
        HistoryReading.flywayIsLost(facts)
            ? testimony.doubted(Doubts.flywayLost(reading.live()))
            : testimony);
  }

  private HistorySource source(boolean ours) {
    List<AppliedMigration> applied = reading.live().applied();
    if (!ours) {
      return new HistorySource.FlywayAlone(applied.size());
    }
    String newest = applied.isEmpty() ? "" : applied.getLast().migration().version().text();
    return new HistorySource.Ours(applied.size(), newest);
  }

  private SortedSet<MigrationVersion> live() {
    SortedSet<MigrationVersion> live = new TreeSet<>();
    reading.live().applied().forEach(each -> live.add(each.migration().version()));
    return live;
  }

  /** Of tables of others, in the order in which they are believed. */
  List<Testimony> foreign() {
    Stream<Testimony> sqlx =
        facts.foreign().stream()
            .filter(ForeignHistory.Sqlx.class::isInstance)
            .map(each -> sqlx(((ForeignHistory.Sqlx) each).rows()));
    return Stream.concat(sqlx, kept().stream()).toList();
  }

  private Testimony sqlx(List<ForeignHistory.Sqlx.Row> rows) {
    Claims claims = claims(new VersionText(set.layout())::read);
    List<MigrationVersion> failed = new ArrayList<>();
    for (ForeignHistory.Sqlx.Row row : rows) {
      Optional<MigrationVersion> version = claims.add(Long.toString(row.version()));
      version.filter(_ -> !row.success()).ifPresent(failed::add);
    }
    failed.forEach(claims::deny);
    Testimony testimony =
        claims.testimony("_sqlx_migrations", new HistorySource.Sqlx(rows.size()), Origin.SQLX);
    return failed.isEmpty() ? testimony : testimony.doubted(Doubts.sqlxFailed(failed.getFirst()));
  }

  private Claims claims(Function<String, Optional<MigrationVersion>> versions) {
    return new Claims(set, reading.sequences().byVersion().keySet(), versions);
  }

  /** Of {@code schema_migrations}. An empty one of rows says nothing: it may be new. */
  private Optional<Testimony> kept() {
    if (!(facts.versionTable() instanceof VersionTable.Kept kept)) {
      return Optional.empty();
    }
    RowVersions values = new RowVersions(kept, set, reading.sequences());
    return switch (kept.shape()) {
      case ONE_ROW -> Optional.of(golangMigrate(kept, values));
      case ROW_PER_MIGRATION ->
          kept.versions().isEmpty() ? Optional.empty() : Optional.of(rows(kept, values));
    };
  }

  /** Integers that we did not write ourselves, as far as it is known, may be no ordinals. */
  private List<String> ambiguous(VersionTable.Kept kept, RowVersions values) {
    return own().isPresent()
        ? List.of()
        : kept.versions().stream().filter(values::isAmbiguous).toList();
  }

  private Testimony golangMigrate(VersionTable.Kept kept, RowVersions values) {
    String row = kept.versions().stream().findFirst().orElse("");
    HistorySource source = new HistorySource.GolangMigrate(row, kept.dirty());
    Claims claims = claims(values::read);
    List<String> ambiguous = ambiguous(kept, values);
    boolean nothing = row.isEmpty() || row.startsWith("-") || !ambiguous.isEmpty();
    Optional<MigrationVersion> version = nothing ? Optional.empty() : claims.add(row);
    version.ifPresent(claims::addAllUpTo);
    if (kept.dirty()) {
      version.ifPresent(claims::deny);
    }
    Testimony testimony = claims.testimony("schema_migrations", source, Origin.GOLANG_MIGRATE);
    if (kept.dirty()) {
      return testimony.doubted(
          row.startsWith("-")
              ? Doubts.dirtyAtNone(Sequences.versions(set))
              : Doubts.dirty(row, claims.applied()));
    }
    return ambiguous.isEmpty() ? testimony : testimony.doubted(Doubts.ambiguous(ambiguous));
  }

  private Testimony rows(VersionTable.Kept kept, RowVersions values) {
    Claims claims = claims(values::read);
    List<String> ambiguous = ambiguous(kept, values);
    kept.versions().stream().filter(each -> !ambiguous.contains(each)).forEach(claims::add);
    Testimony testimony =
        claims.testimony(
            "schema_migrations",
            new HistorySource.VersionRows(kept.versions().size(), kept.textual()),
            Origin.TABLE);
    if (!ambiguous.isEmpty()) {
      return testimony.doubted(Doubts.ambiguous(ambiguous));
    }
    SortedSet<MigrationVersion> holes = claims.holes();
    return holes.isEmpty()
        ? testimony
        : testimony.doubted(Doubts.holes(holes, claims.applied().last()));
  }
}
