package org.ignition.execute;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.migration.history.AppliedMigration;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.history.PendingMigration;

/**
 * The schema of a database, and what it remembers of its migrations. All methods throw a {@link
 * org.ignition.failure.RemoteException} when the database refuses or is gone.
 */
public interface SchemaPort {

  /**
   * Makes the tables that remember, where they are missing.
   *
   * @param view whether {@code schema_migrations} is to be a view of ours
   */
  void prepare(boolean view);

  /** Writes down what took effect before. */
  void adopt(List<HistoryEvent> events);

  /** Writes down what a person says of an unfinished migration. */
  void repair(HistoryEvent event);

  /**
   * Applies {@code pending}, each on its own, up to the first failure.
   *
   * @param backup the one taken before
   * @param progress hears of each that was applied
   */
  void apply(List<PendingMigration> pending, Optional<String> backup, Progress progress);

  /**
   * Undoes a migration by its stored script.
   *
   * @param backup the one taken before
   */
  void undo(AppliedMigration applied, Optional<String> backup);

  /** What is wrong with the database as it is stored, a sentence each. */
  List<String> flaws();

  /** The highest version, as the application asks for it; empty when nothing is applied. */
  OptionalLong version();

  /** Hears how applying goes on. */
  interface Progress {

    /** A migration took effect. */
    void applied(PendingMigration migration, Duration took);
  }
}
