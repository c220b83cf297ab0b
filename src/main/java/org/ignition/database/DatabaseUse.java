package org.ignition.database;

/** What a database is opened for, which says what the role must be allowed. */
public enum DatabaseUse {
  /** Its schema or its rows change: the server takes changes, and the role may make tables. */
  CHANGE,
  /** The same, and all that it holds goes: it may be damaged. */
  REPLACE,
  /** It is only read; a standby will do, and a role that may read. */
  READ
}
