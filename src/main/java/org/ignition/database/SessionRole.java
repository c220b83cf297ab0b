package org.ignition.database;

/** As whom a session talks to a {@link ScratchServer}. */
public enum SessionRole {
  /** Watches what the owner does. A superuser where {@link ScratchServer#isPrivileged()}. */
  ADMINISTRATOR,

  /**
   * Owns the databases and is no superuser: SQL of a pull request runs as this one. It may create
   * roles, but grant none that reaches outside of the database.
   */
  OWNER
}
