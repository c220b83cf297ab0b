package org.ignition;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.rehearsal.RehearsalListener;
import org.ignition.migration.rehearsal.RehearsalOutcome;
import org.ignition.migration.rehearsal.SchemaReading;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.trace.RehearsedMigration;

/** Where migrations are tried out: a server of ours, somebody's server, or a library. */
interface RehearsalPlace extends AutoCloseable {

  /** What it is, such as {@code postgresql 17}. */
  String database();

  /** What can't be seen there, as a sentence without its full stop. */
  default Optional<String> limits() {
    return Optional.empty();
  }

  /**
   * Rehearses those migrations of {@code set} that are {@code chosen}, applies the others, and runs
   * the repeatable scripts.
   */
  RehearsalOutcome rehearse(
      MigrationSet set,
      Predicate<Migration> chosen,
      RehearsalListener listener,
      SchemaReading reading);

  /** What the rules that hold there find in a migration. */
  List<Finding> findings(RehearsedMigration rehearsed);

  @Override
  void close();
}
