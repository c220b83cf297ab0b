package org.ignition;

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
import org.ignition.database.ScratchServer;
import org.ignition.database.postgres.EmbeddedPostgres;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.log.Log;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.Migration;
import org.ignition.migration.rehearsal.DataRehearsal;
import org.ignition.migration.rehearsal.MigrationCost;
import org.ignition.plan.OnData;

/**
 * Runs pending migrations on a copy of the data as it is now, on a server of our own. The copy is
 * gone afterwards: it is no backup.
 *
 * @param reached the database
 * @param site where the copy is put
 * @param settings say how sessions are
 */
record RehearsalOnData(
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
   * @throws InputException when the database is none that can be copied so, or no server can run
   *     here
   */
  OnData of(List<Migration> pending) {
    if (pending.isEmpty()) {
      return OnData.UNKNOWN;
    }
    requirePostgres();
    BackupName name =
        new BackupName(surroundings.clock().instant(), reached.source().format(), false);
    log.line("Copying the data to rehearse " + pending.size() + " pending migrations on it");
    try (StagedFile file = site.staging().reserve(name);
        ScratchServer server = new Dumps(surroundings).server(major())) {
      reached.source().writeTo(file.path(), "a rehearsal", new BackupLog(log));
      String copy =
          new Dumps(surroundings).proof().load(file.path(), reached.database().name(), server);
      Heartbeat heartbeat = new Heartbeat(log, surroundings.clock(), pending.size());
      return told(
          new DataRehearsal(server, settings.timeZone().getId())
              .rehearse(copy, pending, heartbeat.before(_ -> {})),
          "the data of " + MINUTE.format(name.second()));
    }
  }

  private void requirePostgres() {
    if (reached.kind() != DatabaseKind.POSTGRESQL) {
      throw new InputException(
          Problem.of(
              ErrorCode.INPUT_INVALID,
              "`rehearse-on-backup` is for PostgreSQL",
              "A file of SQLite is copied in no time: migrate a copy of it",
              "Remove `rehearse-on-backup`"));
    }
  }

  /** The database's own where we have it, else the newest, which reads older dumps. */
  private int major() {
    int own = reached.database().facts().majorVersion();
    return EmbeddedPostgres.MAJOR_VERSIONS.contains(own)
        ? own
        : EmbeddedPostgres.MAJOR_VERSIONS.getLast();
  }

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
