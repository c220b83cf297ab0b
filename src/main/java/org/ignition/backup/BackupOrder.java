package org.ignition.backup;

/**
 * What is asked of a backup.
 *
 * @param kind why it is taken
 * @param reason what it is for, a few words, such as {@code migration 0015}
 * @param proof how far it is proved
 */
public record BackupOrder(BackupKind kind, String reason, Proof proof) {

  /** How far a backup is proved before it counts. */
  public enum Proof {
    /** It can be read: its list of contents, its integrity. */
    LIST,
    /** It was restored on a server of our own and compared. */
    RESTORE;

    /** As users write it. */
    @Override
    public String toString() {
      return this == LIST ? "list" : "restore";
    }
  }
}
