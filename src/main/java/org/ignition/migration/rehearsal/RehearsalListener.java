package org.ignition.migration.rehearsal;

import org.ignition.migration.Script;
import org.ignition.migration.trace.RehearsedMigration;

/** Is told how a rehearsal goes on, by the thread that rehearses. */
@FunctionalInterface
public interface RehearsalListener {

  /** A migration is done; told at once, so that not all need be kept. */
  void rehearsed(RehearsedMigration migration);

  /**
   * A statement is about to run; each runs several times.
   *
   * @param script that it is of
   * @param number its place in the script, from 1
   * @param total how many the script has
   */
  default void running(Script script, int number, int total) {}
}
