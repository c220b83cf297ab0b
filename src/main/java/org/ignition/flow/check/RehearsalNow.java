package org.ignition.flow.check;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.ignition.config.MigrationSettings;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.RemoteException;
import org.ignition.flow.Heartbeat;
import org.ignition.flow.Surroundings;
import org.ignition.image.Quoted;
import org.ignition.log.Log;
import org.ignition.migration.Assessment;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.compatibility.Assessed;
import org.ignition.migration.compatibility.AssessedBy;
import org.ignition.migration.hazard.Classifier;
import org.ignition.migration.rehearsal.RehearsalOptions;
import org.ignition.migration.rehearsal.RehearsalOutcome;
import org.ignition.migration.rehearsal.SchemaReading;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.ScriptRun;

/**
 * Observes migrations that nobody observed before, on an embedded server: the database itself is
 * not touched.
 */
public final class RehearsalNow {

  private static final int LONGEST = 200;

  private final MigrationSettings settings;
  private final Map<String, String> environment;
  private final Log log;
  private final Clock clock;

  /** With servers that {@code settings} ask for, or that this program brings. */
  public RehearsalNow(MigrationSettings settings, Surroundings surroundings, Log log) {
    this.settings = settings;
    this.environment = surroundings.environment();
    this.log = log;
    this.clock = surroundings.clock();
  }

  /**
   * What each of {@code chosen} means for a release, as far as it could be observed. Where no
   * server can be started nothing is.
   */
  public SortedMap<MigrationVersion, Assessed> of(
      MigrationSet set, SortedSet<MigrationVersion> chosen, DatabaseKind kind) {
    SortedMap<MigrationVersion, Assessed> assessed = new TreeMap<>();
    try (RehearsalPlace place = place(kind)) {
      log.line(
          "Rehearsing "
              + chosen.size()
              + (chosen.size() == 1 ? " pending migration on " : " pending migrations on ")
              + place.database());
      Heartbeat heartbeat = new Heartbeat(log, clock, chosen.size());
      RehearsalOutcome outcome =
          place.rehearse(
              set,
              migration -> chosen.contains(migration.version()),
              heartbeat.before(rehearsed ->
                  assessed.put(rehearsed.migration().version(), assessed(place, rehearsed))),
              SchemaReading.CHANGES);
      assessed.putAll(notTried(outcome));
    } catch (InputException | RemoteException e) {
      notRehearsed(e);
    }
    return assessed;
  }

  private static Assessed assessed(RehearsalPlace place, RehearsedMigration rehearsed) {
    Assessment assessment = Classifier.assess(rehearsed, place.findings(rehearsed));
    return rehearsed.up() instanceof ScriptRun.Failed failed
        ? new Assessed(assessment, new AssessedBy.FailedRehearsal(why(failed)))
        : Assessed.rehearsed(assessment);
  }

  /** Those after one that does not run, which may be applied to the database long since. */
  private static SortedMap<MigrationVersion, Assessed> notTried(RehearsalOutcome outcome) {
    SortedMap<MigrationVersion, Assessed> assessed = new TreeMap<>();
    outcome
        .stopped()
        .map(stop ->
            new Assessed(Assessment.UNKNOWN, new AssessedBy.FailedRehearsal(why(stop.run()))))
        .ifPresent(unknown ->
            outcome
                .notRehearsed()
                .forEach(migration -> assessed.put(migration.version(), unknown)));
    return assessed;
  }

  private static String why(ScriptRun.Failed failed) {
    return failed.script().file()
        + ":"
        + failed.where().line()
        + ": "
        + Quoted.line(failed.error().message(), LONGEST);
  }

  private void notRehearsed(IgnitionException why) {
    log.warn("Pending migrations could not be rehearsed. " + why.problem().what());
  }

  private RehearsalPlace place(DatabaseKind kind) {
    RehearsalOptions options =
        new RehearsalOptions(
            settings.timeZone().getId(), settings.statementTimeout(), true, Optional.empty());
    return switch (kind) {
      case POSTGRESQL ->
          PostgresPlace.open(settings.databaseVersion(), Optional.empty(), environment, options);
      case SQLITE -> new SqlitePlace(options);
    };
  }
}
