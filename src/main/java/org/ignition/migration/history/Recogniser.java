package org.ignition.migration.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ignition.failure.Problem;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.MigrationVersion;

/** Weighs what the tables of a database and a person say. */
final class Recogniser {

  private final HistoryFacts facts;
  private final SortedSet<MigrationVersion> files;
  private final Baseline baseline;
  private final HistoryReading reading;
  private final Optional<Testimony> own;
  private final List<Testimony> foreign;
  private final Settlement settlement;

  Recogniser(HistoryFacts facts, MigrationSet set, Baseline baseline) {
    this.facts = facts;
    this.files = Sequences.versions(set);
    this.baseline = read(baseline, new VersionText(set.layout()));
    this.reading = HistoryReading.of(facts, set);
    Testimonies testimonies = new Testimonies(facts, set, reading);
    this.own = testimonies.own();
    this.foreign = testimonies.foreign();
    this.settlement = new Settlement(facts, set, reading);
  }

  /** Zeros mean nothing, unless a migration has that version. */
  private Baseline read(Baseline said, VersionText text) {
    if (!(said instanceof Baseline.At(MigrationVersion version))) {
      return said;
    }
    MigrationVersion read = text.read(version);
    boolean zero = version.numbers().stream().allMatch(each -> each.signum() == 0);
    return zero && !files.contains(read) ? Baseline.NOTHING : new Baseline.At(read);
  }

  Recognition recognise() {
    if (baseline instanceof Baseline.At(MigrationVersion version)
        && !reading.sequences().byVersion().containsKey(version)) {
      return refused(Doubts.baselineUnknown(version, files));
    }
    List<Testimony> all = Stream.concat(own.stream(), foreign.stream()).toList();
    if (all.isEmpty()) {
      return untold();
    }
    Optional<Problem> refusal = all.stream().flatMap(each -> refusal(each).stream()).findFirst();
    if (refusal.isPresent()) {
      return refused(refusal.get());
    }
    Optional<Problem> doubt = own.isPresent() ? ownDoubt(own.get()) : foreignDoubt();
    return doubt.map(this::doubted).orElseGet(() -> told(all.getFirst()));
  }

  private Recognition refused(Problem problem) {
    return new Recognition.Refused(source(), problem);
  }

  private HistorySource source() {
    List<HistorySource> sources =
        Stream.concat(own.stream(), foreign.stream()).map(Testimony::source).toList();
    return switch (sources.size()) {
      case 0 -> isEmpty() ? new HistorySource.Empty() : nobody();
      case 1 -> sources.getFirst();
      default -> new HistorySource.Several(sources);
    };
  }

  private boolean isEmpty() {
    return facts.userTables() == 0
        && others().isEmpty()
        && !(facts.versionTable() instanceof VersionTable.Unusable);
  }

  private HistorySource nobody() {
    return new HistorySource.Untold(facts.userTables(), facts.someTables(), others());
  }

  private List<ForeignHistory.Other> others() {
    return facts.foreign().stream()
        .filter(ForeignHistory.Other.class::isInstance)
        .map(ForeignHistory.Other.class::cast)
        .toList();
  }

  private Optional<String> elsewhere() {
    return others().stream().flatMap(each -> each.elsewhere().stream()).findFirst();
  }

  /** Once we write, what sqlx knows is history: only what it did since would count. */
  private boolean isOurs() {
    return facts.events().filter(events -> !events.isEmpty()).isPresent();
  }

  private boolean isStale(Testimony testimony) {
    return isOurs() && testimony.origin() == Origin.SQLX;
  }

  private Optional<Problem> refusal(Testimony testimony) {
    return isStale(testimony) ? Optional.empty() : testimony.refusal();
  }

  private Optional<Problem> ownDoubt(Testimony ours) {
    return ours.doubt()
        .or(() -> foreign.stream().flatMap(each -> against(ours, each).stream()).findFirst());
  }

  private Optional<Problem> against(Testimony ours, Testimony other) {
    return switch (other.origin()) {
      case SQLX -> isStale(other) ? notMore(ours, other) : equal(ours, other);
      case GOLANG_MIGRATE -> other.doubt().or(() -> inStep(ours, other, true));
      default -> inStep(ours, other, false);
    };
  }

  private static Optional<Problem> notMore(Testimony ours, Testimony other) {
    return ours.applied().containsAll(other.applied())
        ? Optional.empty()
        : Optional.of(Doubts.disagreement(ours, other));
  }

  private static Optional<Problem> equal(Testimony ours, Testimony other) {
    return Sets.areEqual(ours.applied(), other.applied())
        ? Optional.empty()
        : Optional.of(Doubts.disagreement(ours, other));
  }

  /** A table that we keep says what holds, or what held when we last wrote. */
  private Optional<Problem> inStep(Testimony ours, Testimony other, boolean newestOnly) {
    boolean agrees =
        Stream.of(ours.applied(), settlement.recorded())
            .anyMatch(each ->
                newestOnly
                    ? newest(each).equals(newest(other.applied()))
                    : Sets.areEqual(each, other.applied()));
    return agrees ? Optional.empty() : Optional.of(Doubts.disagreement(ours, other));
  }

  private static List<MigrationVersion> newest(SortedSet<MigrationVersion> versions) {
    return versions.isEmpty() ? List.of() : List.of(versions.last());
  }

  private Optional<Problem> foreignDoubt() {
    Testimony first = foreign.getFirst();
    return foreign.stream()
        .flatMap(each -> each.doubt().stream())
        .findFirst()
        .or(() ->
            foreign.stream().skip(1).flatMap(each -> equal(first, each).stream()).findFirst());
  }

  private Recognition untold() {
    return switch (baseline) {
      case Baseline.NotGiven() ->
          isEmpty()
              ? empty()
              : refused(Doubts.untold(nobody(), elsewhere(), facts.versionTable(), files));
      case Baseline.Nothing() -> isEmpty() ? empty() : said(new TreeSet<>());
      case Baseline.At(MigrationVersion version) ->
          isEmpty() ? refused(Doubts.baselineOfEmpty(version)) : said(upTo(version));
    };
  }

  private Recognition empty() {
    return settlement.told(source(), Origin.BASELINE, new TreeSet<>());
  }

  /** A person's word decides, unless all that there is agrees on something else. */
  private Recognition doubted(Problem doubt) {
    SortedSet<MigrationVersion> certain = certain();
    SortedSet<MigrationVersion> said =
        switch (baseline) {
          case Baseline.NotGiven(), Baseline.Nothing() -> new TreeSet<>();
          case Baseline.At(MigrationVersion version) -> upTo(version);
        };
    SortedSet<MigrationVersion> denied = Sets.minus(certain, said);
    if (baseline instanceof Baseline.NotGiven) {
      return refused(doubt);
    }
    return denied.isEmpty()
        ? said(said)
        : refused(Doubts.baselineContradicts(baseline, source(), denied));
  }

  private SortedSet<MigrationVersion> certain() {
    Stream<Testimony> ours = own.stream().filter(_ -> !HistoryReading.flywayIsLost(facts));
    return Stream.concat(ours, foreign.stream().filter(each -> !isStale(each)))
        .map(Testimony::applied)
        .reduce(Sets::common)
        .orElseGet(TreeSet::new);
  }

  private Recognition said(SortedSet<MigrationVersion> applied) {
    return settlement.told(new HistorySource.Said(baseline, source()), Origin.BASELINE, applied);
  }

  private SortedSet<MigrationVersion> upTo(MigrationVersion version) {
    SortedSet<MigrationVersion> versions = new TreeSet<>(files);
    own.ifPresent(each -> versions.addAll(each.applied()));
    versions.removeIf(each -> each.compareTo(version) > 0);
    return versions;
  }

  private Recognition told(Testimony believed) {
    List<MigrationVersion> against = new ArrayList<>();
    switch (baseline) {
      case Baseline.NotGiven() -> {}
      case Baseline.Nothing() -> against.addAll(believed.applied());
      case Baseline.At(MigrationVersion version) ->
          against.addAll(Sets.minus(Sets.minus(upTo(version), believed.applied()), unfinished()));
    }
    return against.isEmpty()
        ? settlement.told(
            isOurs() ? believed.source() : source(), believed.origin(), believed.applied())
        : refused(Doubts.baselineContradicts(baseline, source(), against));
  }

  private SortedSet<MigrationVersion> unfinished() {
    SortedSet<MigrationVersion> unfinished = new TreeSet<>();
    reading.live().unfinished().forEach(each -> unfinished.add(each.migration().version()));
    return unfinished;
  }
}
