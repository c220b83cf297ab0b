package org.ignition.flow.migrate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.flow.check.RehearsalNow;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.compatibility.Assessed;
import org.ignition.migration.history.AppliedMigration;
import org.ignition.migration.history.Discrepancy;
import org.ignition.migration.history.FlywayStops;
import org.ignition.migration.history.FolderRecords;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.history.HistoryFacts;
import org.ignition.migration.history.LiveHistory;
import org.ignition.migration.history.Origin;
import org.ignition.migration.history.PendingMigration;
import org.ignition.migration.history.Recognition;
import org.ignition.migration.history.Repair;
import org.ignition.migration.history.Sequences;
import org.ignition.migration.history.Unfinished;
import org.ignition.migration.history.VersionTable;
import org.ignition.migration.history.VersionTableUse;
import org.ignition.plan.MigrateFacts;
import org.ignition.plan.MigrateRequest;
import org.ignition.plan.OnData;
import org.ignition.plan.TargetVersion;

/** Makes facts for the planner of what a database and a folder hold. */
final class MigrateFactsReader {

  private final MigrationsAtHand migrations;
  private final MigrateRequest request;
  private final RehearsalNow rehearsal;

  MigrateFactsReader(MigrationsAtHand migrations, MigrateRequest request, RehearsalNow rehearsal) {
    this.migrations = migrations;
    this.request = request;
    this.rehearsal = rehearsal;
  }

  /** What can be said once it is known what is applied. */
  record Seen(
      String database,
      HistoryFacts facts,
      Recognition recognition,
      DatabaseKind kind,
      Function<List<Migration>, OnData> onData,
      UndoCosts undoCosts) {}

  MigrateFacts read(Seen seen) {
    Recognition.Told told = told(seen.recognition());
    LiveHistory live = repaired(told.live());
    List<AppliedMigration> undone = undone(live, told.sequences());
    List<Migration> files = pendingFiles(live);
    boolean applies = undone.isEmpty() && !files.isEmpty();
    List<Problem> disagreements = disagreements(live, applies, seen.facts());
    SortedMap<MigrationVersion, Assessed> assessed =
        undone.isEmpty()
            ? assessed(files, seen.kind(), isHopeless(live, files, disagreements))
            : new TreeMap<>();
    List<PendingMigration> pending = pending(files, assessed, told);
    return new MigrateFacts(
        seen.database(),
        live,
        told.sequences(),
        told.source().sentence(),
        told.unrecorded().stream().map(event -> event.saidBy(migrations.release().by())).toList(),
        pending,
        classifiedBy(pending, assessed),
        disagreements,
        seen.facts().events().isPresent(),
        isViewMissing(seen.facts()),
        seen.facts().userTables() > 0,
        firstRunEnd(seen.facts(), live),
        seen.kind() == DatabaseKind.SQLITE,
        new MigrateFacts.BackupMeans(Optional.empty(), migrations.configuration().backup().proof()),
        seen.undoCosts().of(undone),
        undone.isEmpty() && !isHopeless(live, files, disagreements)
            ? seen.onData().apply(files)
            : OnData.UNKNOWN,
        remarks(told));
  }

  private static Recognition.Told told(Recognition recognition) {
    return switch (recognition) {
      case Recognition.Told told -> told;
      case Recognition.Refused(_, Problem problem)
          when problem.code() == ErrorCode.SCHEMA_TARGET_UNKNOWN ->
          throw new InputException(problem); // `baseline` names no migration, as `to` may
      case Recognition.Refused(_, Problem problem) -> throw new PolicyException(problem);
    };
  }

  /** The newest migration, said to be the last of a first run that was cut short. */
  private Optional<HistoryEvent> firstRunEnd(HistoryFacts facts, LiveHistory live) {
    return live.applied().isEmpty() || !facts.isFirstRunCut()
        ? Optional.empty()
        : Optional.of(
            HistoryEvent.stated(
                HistoryEvent.Kind.APPLIED,
                live.applied().getLast().migration(),
                migrations.release().by(),
                Origin.IGNITION,
                "the first run on this database ends with it"));
  }

  // --- what is pending

  /** As what a person says of an unfinished migration leaves it. */
  private LiveHistory repaired(LiveHistory live) {
    List<AppliedMigration> applied = new ArrayList<>(live.applied());
    request
        .repair()
        .filter(Repair.APPLIED::equals)
        .flatMap(_ -> live.unfinished().stream().findFirst())
        .ifPresent(unfinished -> applied.add(applied(unfinished)));
    return new LiveHistory(applied, live.unfinished());
  }

  private static AppliedMigration applied(Unfinished unfinished) {
    return new AppliedMigration(
        unfinished.migration(), unfinished.by(), unfinished.at(), Optional.empty(), Origin.REPAIR);
  }

  /** Those above the version that is named, newest first. */
  private List<AppliedMigration> undone(LiveHistory live, Sequences sequences) {
    OptionalLong target = new TargetVersion(sequences).of(request.to());
    return target.isPresent() ? live.above(target.getAsLong()) : List.of();
  }

  private List<Migration> pendingFiles(LiveHistory live) {
    SortedSet<MigrationVersion> applied = new TreeSet<>();
    live.applied().forEach(each -> applied.add(each.migration().version()));
    return migrations.set().migrations().stream()
        .filter(file -> !applied.contains(file.version()))
        .toList();
  }

  /** Whether the plan will be refused, whatever a rehearsal shows. */
  private boolean isHopeless(
      LiveHistory live, List<Migration> pending, List<Problem> disagreements) {
    return !disagreements.isEmpty()
        || (!live.unfinished().isEmpty() && request.repair().isEmpty())
        || pending.stream().anyMatch(each -> !each.up().sql().runnable());
  }

  /** What is known of {@code pending}; rehearses what nobody observed. */
  private SortedMap<MigrationVersion, Assessed> assessed(
      List<Migration> pending, DatabaseKind kind, boolean hopeless) {
    SortedMap<MigrationVersion, Assessed> assessed = new TreeMap<>();
    SortedSet<MigrationVersion> unknown = new TreeSet<>();
    for (Migration each : pending) {
      Optional<Assessed> known = migrations.known().of(each);
      assessed.put(each.version(), known.orElse(Assessed.UNKNOWN));
      if (known.isEmpty()) {
        unknown.add(each.version());
      }
    }
    if (!unknown.isEmpty() && !hopeless) {
      assessed.putAll(rehearsal.of(migrations.set(), unknown, kind));
    }
    return assessed;
  }

  private List<PendingMigration> pending(
      List<Migration> files,
      SortedMap<MigrationVersion, Assessed> assessed,
      Recognition.Told told) {
    FolderRecords records = new FolderRecords(migrations.set(), told.sequences());
    return files.stream()
        .map(file ->
            PendingMigration.of(
                file,
                records.pending(
                    file, assessed.getOrDefault(file.version(), Assessed.UNKNOWN).assessment())))
        .sorted(Comparator.comparingLong(PendingMigration::sequence))
        .toList();
  }

  private static Map<String, String> classifiedBy(
      List<PendingMigration> pending, SortedMap<MigrationVersion, Assessed> assessed) {
    Map<String, String> words = new HashMap<>();
    pending.forEach(each ->
        words.put(
            each.recorded().label(),
            assessed.getOrDefault(each.recorded().version(), Assessed.UNKNOWN).by().words()));
    return words;
  }

  // --- what stands in the way, and what should be known

  /** Flyway is only started where it is to apply something. */
  private List<Problem> disagreements(LiveHistory live, boolean applies, HistoryFacts facts) {
    Stream<Problem> stops =
        applies ? FlywayStops.of(facts.flyway().orElse(List.of())).stream() : Stream.empty();
    return Stream.concat(
            stops, Discrepancy.of(live, migrations.set()).stream().map(Discrepancy::problem))
        .toList();
  }

  private boolean isViewMissing(HistoryFacts facts) {
    return facts.versionTable() instanceof VersionTable.Free
        && VersionTableUse.of(migrations.set()) == VersionTableUse.UNUSED;
  }

  private List<String> remarks(Recognition.Told told) {
    List<String> remarks = new ArrayList<>(told.remarks());
    int repeatables = migrations.set().repeatables().size();
    if (repeatables > 0) {
      remarks.add(
          "not run, as they have no version: "
              + repeatables
              + (repeatables == 1 ? " repeatable script" : " repeatable scripts")
              + "; Flyway's own programs run them");
    }
    if (!migrations.release().remark().isEmpty()) {
      remarks.add(migrations.release().remark());
    }
    return remarks;
  }
}
