package org.ignition.backup;

import java.util.List;

/** Whether a backup that was restored is what was backed up. */
public sealed interface RestoreVerdict {

  /**
   * It holds the same.
   *
   * @param tables that were compared
   * @param rows that they hold together
   */
  record Equal(int tables, long rows) implements RestoreVerdict {}

  /**
   * It holds something else.
   *
   * @param differences a sentence each, at least one
   */
  record Different(List<String> differences) implements RestoreVerdict {
    /** Copies the list. */
    public Different {
      differences = List.copyOf(differences);
    }
  }

  /**
   * It could not be restored here, which says nothing about the backup.
   *
   * @param why such as an extension that is not there, by name
   */
  record Undecided(String why) implements RestoreVerdict {}
}
