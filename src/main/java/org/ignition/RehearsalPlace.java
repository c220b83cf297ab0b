package org.ignition;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.ignition.migration.Migration;
import org.ignition.migration.rehearsal.RehearsalOutcome;
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

  /** Rehearses those of {@code migrations} that are {@code chosen}, and applies the others. */
  RehearsalOutcome rehearse(
      List<Migration> migrations,
      Predicate<Migration> chosen,
      Consumer<RehearsedMigration> rehearsed);

  /** What the rules that hold there find in a migration. */
  List<Finding> findings(RehearsedMigration rehearsed);

  @Override
  void close();
}
