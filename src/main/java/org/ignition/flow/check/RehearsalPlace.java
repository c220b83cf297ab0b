package org.ignition.flow.check;

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

  /** What runs that were killed left there, as a sentence without its full stop. */
  default Optional<String> remnants() {
    return Optional.empty();
  }

  /**
   * Rehearses those migrations of {@code set} that are {@code chosen}, applies the others, and runs
   * the repeatable scripts. The listener may be told of a long history in another order than its
   * own, and of migrations that are then {@link RehearsalOutcome#notRehearsed}.
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
