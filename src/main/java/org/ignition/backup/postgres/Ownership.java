package org.ignition.backup.postgres;

/** Whose the objects are that a restore makes. */
public enum Ownership {
  /** Owners and privileges are those of the backup; their roles must be there. */
  KEPT,
  /** All belongs to the role that restores, as is right for another environment. */
  OURS
}
