package org.ignition.migration.rehearsal;

import org.ignition.migration.Script;
import org.ignition.migration.sql.NonTransactional;
import org.ignition.migration.sql.SqlScript.Flaw;

/** What is around the statements of a script. */
enum Isolation {
  /** One transaction around all. */
  WHOLE,
  /** One around each statement that bears it, none around the others. */
  EACH,
  /** None but those that the script itself begins. */
  OWN;

  /** The one that {@code script} asks for. */
  static Isolation of(Script script) {
    boolean controls = script.sql().flaws().stream().anyMatch(Flaw::controlsTransactions);
    if (controls) {
      return OWN;
    }
    return script.transactional()
            && script.sql().statements().stream().noneMatch(NonTransactional::is)
        ? WHOLE
        : EACH;
  }

  /** The next one to try when the server refuses this one; the last one stays. */
  Isolation weaker() {
    return this == WHOLE ? EACH : this;
  }
}
