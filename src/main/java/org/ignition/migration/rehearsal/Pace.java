package org.ignition.migration.rehearsal;

import org.ignition.failure.CancelledException;
import org.ignition.migration.Script;

/** Tells how far a run of a script is, and ends it between statements where it is cancelled. */
final class Pace {

  private final RehearsalListener listener;
  private final Script script;
  private int number;

  Pace(RehearsalListener listener, Script script) {
    this.listener = listener;
    this.script = script;
  }

  /** The next statement is about to run. */
  void next() {
    CancelledException.throwIfInterrupted();
    number++;
    listener.running(script, number, script.sql().statements().size());
  }
}
