package org.ignition;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.Migration;
import org.ignition.migration.hazard.SqliteRules;
import org.ignition.migration.rehearsal.RehearsalOptions;
import org.ignition.migration.rehearsal.RehearsalOutcome;
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
      List<Migration> migrations,
      Predicate<Migration> chosen,
      Consumer<RehearsedMigration> rehearsed) {
    return new SqliteRehearser(options).rehearse(migrations, chosen, rehearsed);
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
