package org.ignition.migration.compatibility;

import org.ignition.migration.history.LiveHistory;

/** What the schema of a database is called: the version of the newest file that was applied. */
final class SchemaName {

  private SchemaName() {}

  static String of(LiveHistory live) {
    return live.applied().isEmpty()
        ? "0 (empty)"
        : live.applied().getLast().migration().version().text();
  }
}
