package org.ignition.flow.check;

import java.util.List;
import java.util.function.Predicate;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.hazard.SqliteRules;
import org.ignition.migration.rehearsal.RehearsalListener;
import org.ignition.migration.rehearsal.RehearsalOptions;
import org.ignition.migration.rehearsal.RehearsalOutcome;
import org.ignition.migration.rehearsal.SchemaReading;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.sqlite.SqliteRehearser;
import org.ignition.migration.trace.RehearsedMigration;

/** Rehearses on SQLite, in memory. */
record SqlitePlace(RehearsalOptions options) implements RehearsalPlace {

  @Override
  public String database() {
    return DatabaseKind.SQLITE.toString();
  }

  @Override
  public RehearsalOutcome rehearse(
      MigrationSet set,
      Predicate<Migration> chosen,
      RehearsalListener listener,
      SchemaReading reading) {
    return new SqliteRehearser(options.with(reading))
        .rehearse(set.migrations(), set.repeatables(), chosen, listener);
  }

  @Override
  public List<Finding> findings(RehearsedMigration rehearsed) {
    return SqliteRules.of(rehearsed);
  }

  @Override
  public void close() {
    // The memory goes with each rehearsal.
  }
}
