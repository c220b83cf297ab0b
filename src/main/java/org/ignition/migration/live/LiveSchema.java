package org.ignition.migration.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.ignition.database.Blocker;
import org.ignition.database.HeldLock;
import org.ignition.database.TargetDatabase;
import org.ignition.execute.SchemaPort;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.flyway.ApplyListener;
import org.ignition.migration.flyway.ApplySettings;
import org.ignition.migration.flyway.FlywayEngine;
import org.ignition.migration.flyway.FlywayScript;
import org.ignition.migration.flyway.FlywayTable;
import org.ignition.migration.flyway.Undoer;
import org.ignition.migration.history.AppliedBy;
import org.ignition.migration.history.AppliedMigration;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.history.HistoryFacts;
import org.ignition.migration.history.HistoryReading;
import org.ignition.migration.history.HistoryTables;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.MigrationRecorder;
import org.ignition.migration.history.PendingMigration;
import org.ignition.migration.history.VersionTable;
import org.ignition.migration.history.VersionTableUse;

/** The schema of a database, changed by Flyway and remembered in the same transactions. */
public final class LiveSchema implements SchemaPort {

  private final TargetDatabase database;
  private final HistoryTables tables;
  private final HistoryFacts facts;
  private final MigrationSet set;
  private final Terms terms;
  private final HistorySession sessions;
  private final MigrationRecorder recorder;

  /**
   * What holds for a whole run.
   *
   * @param lock the right to change anything
   * @param by on whose behalf
   * @param settings how long to wait for locks of others
   * @param listener hears how it goes on
   */
  public record Terms(
      HeldLock lock, AppliedBy by, ApplySettings settings, ApplyListener listener) {}

  /**
   * The schema of {@code database}.
   *
   * @param facts what was read of its history before anything was changed
   * @param set the folder of its migrations
   */
  public LiveSchema(
      TargetDatabase database,
      HistoryTables tables,
      HistoryFacts facts,
      MigrationSet set,
      Terms terms) {
    this.database = database;
    this.tables = tables;
    this.facts = facts;
    this.set = set;
    this.terms = terms;
    this.sessions = new HistorySession(database);
    this.recorder = tables.recorder(facts, use());
  }

  /**
   * Reads the history of a database; changes nothing.
   *
   * @param downsAbove see {@link HistoryTables#read}
   * @throws org.ignition.failure.RemoteException when it can't be read
   */
  public static HistoryFacts read(TargetDatabase database, HistoryTables tables, long downsAbove) {
    return new HistorySession(database).read(session -> tables.read(session, downsAbove));
  }

  @Override
  public void prepare(boolean view) {
    terms.lock().require();
    sessions.write(session -> {
      tables.create(session, facts, use());
      return facts;
    });
  }

  private VersionTableUse use() {
    return VersionTableUse.of(set);
  }

  // --- what no script did

  @Override
  public void adopt(List<HistoryEvent> events) {
    terms.lock().require();
    sessions.write(session -> {
      flyway().create(session);
      adoptByFlyway(session, events);
      recorder(Optional.empty()).stated(session, events);
      return events;
    });
  }

  private void adoptByFlyway(Connection session, List<HistoryEvent> events) throws SQLException {
    List<FlywayScript> scripts = new ArrayList<>();
    for (HistoryEvent event : events) {
      switch (event.kind()) {
        case APPLIED -> script(event).ifPresent(scripts::add);
        case UNDONE -> flyway().delete(session, event.migration(), terms.by().actor());
        case BEGUN, FAILED, UNDO_BEGUN, UNDO_FAILED -> {}
      }
    }
    if (!scripts.isEmpty()) {
      flyway().adopt(session, scripts, terms.by().actor());
    }
  }

  private Optional<FlywayScript> script(HistoryEvent event) {
    return HistoryReading.flywayHolds(facts, set, event.migration().version())
        ? Optional.empty()
        : file(event.migration()).map(file -> FlywayScript.of(file, event.migration()));
  }

  private Optional<Migration> file(MigrationRecord migration) {
    return set.migrations().stream()
        .filter(each -> each.version().compareTo(migration.version()) == 0)
        .findFirst();
  }

  @Override
  public void repair(HistoryEvent event) {
    terms.lock().require();
    sessions.write(session -> {
      flyway().create(session);
      repairByFlyway(session, event);
      recorder(Optional.empty()).stated(session, List.of(event.saidBy(terms.by())));
      return event;
    });
  }

  private void repairByFlyway(Connection session, HistoryEvent event) throws SQLException {
    if (event.kind() == HistoryEvent.Kind.UNDONE) {
      flyway().forgetFailure(session, event.migration());
      flyway().delete(session, event.migration(), terms.by().actor());
      return;
    }
    Optional<FlywayScript> script = script(event);
    if (script.isPresent()) {
      flyway().succeed(session, script.get(), terms.by().actor());
    }
  }

  private FlywayTable flyway() {
    return FlywayTable.of(database.facts());
  }

  // --- scripts

  @Override
  public void apply(List<PendingMigration> pending, Optional<String> backup, Progress progress) {
    Map<MigrationVersion, PendingMigration> byVersion = new TreeMap<>();
    pending.forEach(each -> byVersion.put(each.recorded().version(), each));
    new FlywayEngine(database, terms.settings(), Math::random)
        .apply(
            pending,
            terms.by().actor(),
            recorder(backup),
            terms.lock(),
            new Told(
                terms.listener(),
                (migration, took) ->
                    progress.applied(
                        Objects.requireNonNull(byVersion.get(migration.version())), took)));
  }

  @Override
  public void undo(AppliedMigration applied, Optional<String> backup) {
    new Undoer(database, terms.settings(), Math::random)
        .undo(
            List.of(applied), terms.by().actor(), recorder(backup), terms.lock(), terms.listener());
  }

  private MigrationRecorder recorder(Optional<String> backup) {
    return recorder.onBehalfOf(terms.by(), backup);
  }

  @Override
  public List<String> flaws() {
    return database.flaws();
  }

  @Override
  public OptionalLong version() {
    return sessions.read(this::version);
  }

  private OptionalLong version(Connection session) throws SQLException {
    HistoryFacts now = tables.read(session, Long.MAX_VALUE);
    OptionalLong recorded = HistoryReading.of(now, set).live().schemaVersion();
    return switch (now.versionTable()) {
      case VersionTable.View _ -> VersionQuery.highest(session);
      case VersionTable.Kept kept -> ContractVersion.of(kept).orElse(recorded);
      case VersionTable.Free _, VersionTable.Unusable _ -> recorded;
    };
  }

  /** Tells a second listener of what was done. */
  private record Told(ApplyListener first, Done second) implements ApplyListener {

    interface Done {
      void done(MigrationRecord migration, Duration took);
    }

    @Override
    public void begins(MigrationRecord migration) {
      first.begins(migration);
    }

    @Override
    public void done(MigrationRecord migration, Duration took) {
      first.done(migration, took);
      second.done(migration, took);
    }

    @Override
    public void waits(
        MigrationRecord migration, List<Blocker> blockers, int attempt, Duration pause) {
      first.waits(migration, blockers, attempt, pause);
    }
  }
}
