package org.ignition.migration.trace;

import java.util.Arrays;

/** Table-level locks, weakest first; PostgreSQL's documentation, section 13.3.1. */
public enum LockMode {
  ACCESS_SHARE("AccessShareLock"),
  ROW_SHARE("RowShareLock"),
  ROW_EXCLUSIVE("RowExclusiveLock"),
  SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock"),
  SHARE("ShareLock"),
  SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock"),
  EXCLUSIVE("ExclusiveLock"),
  ACCESS_EXCLUSIVE("AccessExclusiveLock");

  private final String wireName;

  LockMode(String wireName) {
    this.wireName = wireName;
  }

  /**
   * The mode that {@code pg_locks} calls {@code wireName}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static LockMode of(String wireName) {
    return Arrays.stream(values())
        .filter(mode -> mode.wireName.equals(wireName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(wireName));
  }

  /** Whether others can't read while it is held. */
  public boolean blocksReads() {
    return this == ACCESS_EXCLUSIVE;
  }

  /** Whether others can't insert, update or delete while it is held. */
  public boolean blocksWrites() {
    return compareTo(SHARE) >= 0;
  }

  /** As the documentation writes it. */
  @Override
  public String toString() {
    return name().replace('_', ' ');
  }
}
