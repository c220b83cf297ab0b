package org.ignition.backup;

/**
 * Whether a backup may fit. A dump leaves indexes and dead rows out and is compressed: it has a
 * tenth to a third of its database's size, but about all of it where the rows hold what can't be
 * compressed, such as pictures.
 */
public enum FreeSpace {
  ENOUGH,
  /** It fits if the rows are as usual. */
  TIGHT,
  /** It fits in no case worth trying, and the disk would be full for others as well. */
  HOPELESS;

  private static final long LEFT_FOR_OTHERS = 8L * 1024 * 1024;

  /** For a dump of a database that takes up {@code sizeBytes}. */
  public static FreeSpace forDump(long freeBytes, long sizeBytes) {
    if (freeBytes < sizeBytes / 10 + LEFT_FOR_OTHERS) {
      return HOPELESS;
    }
    return freeBytes < sizeBytes + LEFT_FOR_OTHERS ? TIGHT : ENOUGH;
  }

  /** For a copy of a file of {@code sizeBytes}. */
  public static FreeSpace forCopy(long freeBytes, long sizeBytes) {
    return freeBytes < sizeBytes + LEFT_FOR_OTHERS ? HOPELESS : ENOUGH;
  }
}
