package org.ignition;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.ignition.migration.Migration;
import org.ignition.migration.rehearsal.RehearsalOutcome;
import org.ignition.migration.trace.RehearsedMigration;

/** Where migrations are tried out: a server of ours, somebody's server, or a library. */
interface RehearsalPlace extends AutoCloseable {

  /** What it is, such as {@code postgresql 17}. */
  String database();

  /** The major version, which decides what is safe there. */
  int majorVersion();

  /** Rehearses those of {@code migrations} that are {@code chosen}, and applies the others. */
  RehearsalOutcome rehearse(
      List<Migration> migrations,
      Predicate<Migration> chosen,
      Consumer<RehearsedMigration> rehearsed);

  @Override
  void close();
}
