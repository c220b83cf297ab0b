package org.ignition.migration.flyway;

import org.ignition.migration.history.HistoryEvent.Kind;

/** Which script of a migration runs. */
enum Way {
  UP(Kind.BEGUN, Kind.FAILED),
  DOWN(Kind.UNDO_BEGUN, Kind.UNDO_FAILED);

  private final Kind begun;
  private final Kind failed;

  Way(Kind begun, Kind failed) {
    this.begun = begun;
    this.failed = failed;
  }

  /** It is about to run without a transaction. */
  Kind begun() {
    return begun;
  }

  /** It stopped halfway. */
  Kind failed() {
    return failed;
  }
}
