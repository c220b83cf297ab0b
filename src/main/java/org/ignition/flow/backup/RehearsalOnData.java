package org.ignition.flow.backup;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ignition.backup.BackupName;
import org.ignition.backup.local.StagedFile;
import org.ignition.config.MigrationSettings;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.flow.Heartbeat;
import org.ignition.flow.Surroundings;
import org.ignition.flow.reach.ReachedDatabase;
import org.ignition.log.Log;
import org.ignition.migration.Migration;
import org.ignition.migration.rehearsal.DataRehearsal;
import org.ignition.migration.rehearsal.MigrationCost;
import org.ignition.plan.OnData;

/**
 * Runs pending migrations on the data that was backed up last. Where no backup will do, and where a
 * migration fails on it, since rows may have been corrected since, they run on a copy of the data
 * as it is now, which is gone afterwards: it is no backup.
 *
 * @param reached the database
 * @param site where its backups are, and where copies are put
 * @param settings say how sessions are
 */
public record RehearsalOnData(
    ReachedDatabase reached,
    BackupSite site,
    MigrationSettings settings,
    Surroundings surroundings,
    Log log) {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * What each did there.
   *
   * @param pending in their order
   * @throws org.ignition.failure.InputException when no server can run here
   */
  public OnData of(List<Migration> pending) {
    if (pending.isEmpty()) {
      return OnData.UNKNOWN;
    }
    try (DataPlace place = DataPlace.open(reached, settings, surroundings)) {
      return switch (new StoredData(reached, site, surroundings).bring()) {
        case StoredData.Found.Missing(String why) -> now(place, pending, why);
        case StoredData.Found.Brought brought -> stored(place, pending, brought);
      };
    }
  }

  // --- on what is stored

  private OnData stored(
      DataPlace place, List<Migration> pending, StoredData.Found.Brought brought) {
    log.line(
        "Rehearsing what is pending on %s, which is %s old"
            .formatted(brought.name(), brought.age()));
    String why;
    try (brought) {
      OnData seen = rehearsed(place, brought.incoming().file(), brought.name(), pending);
      if (seen.failing().isEmpty()) {
        return seen.after(
            "Rehearsed on " + brought.name() + ", which is " + brought.age() + " old");
      }
      why = seen.failing().values().iterator().next().what() + ", which may have been mended since";
    } catch (RemoteException e) {
      why = e.problem().what() + " (" + e.problem().why() + ")";
    }
    return now(place, pending, why);
  }

  // --- on what is there now

  private OnData now(DataPlace place, List<Migration> pending, String why) {
    log.line("Copying the data to rehearse on, as " + why);
    BackupName name =
        new BackupName(surroundings.clock().instant(), reached.source().format(), false);
    try (StagedFile file = site.staging().reserve(name)) {
      reached.source().writeTo(file.path(), new BackupLog(log));
      return rehearsed(place, file.path(), name, pending)
          .after("Rehearsed on a copy of the data as it is now, as " + why);
    }
  }

  private OnData rehearsed(DataPlace place, Path copy, BackupName of, List<Migration> pending) {
    Heartbeat heartbeat = new Heartbeat(log, surroundings.clock(), pending.size());
    return told(
        place.rehearse(copy, reached.database().name(), pending, heartbeat.before(_ -> {})),
        "the data of " + MINUTE.format(of.second()));
  }

  // --- in words

  private static OnData told(DataRehearsal.Outcome outcome, String data) {
    List<String> sentences = new ArrayList<>();
    Map<String, Problem> failing = new HashMap<>();
    for (MigrationCost cost : outcome.costs()) {
      sentences.addAll(cost.sentences(data));
      cost.up()
          .failure()
          .ifPresent(why -> failing.put(cost.migration().label(), failed(cost, data, why)));
    }
    outcome
        .notTried()
        .forEach(migration -> sentences.add(migration.label() + " could not be tried after that"));
    return new OnData(sentences, failing);
  }

  private static Problem failed(MigrationCost cost, String data, String why) {
    return Problem.of(
        ErrorCode.MIGRATION_FAILED,
        cost.migration().label() + " fails on " + data,
        "It was tried on a copy, and nothing was changed: " + why,
        "Correct the migration or the rows that it names, then run again");
  }
}
