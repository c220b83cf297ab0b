package org.ignition.backup.s3;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a file that is sent or fetched by itself.
 *
 * @param number from 1
 * @param offset in the file
 * @param length in bytes
 */
record Piece(int number, long offset, long length) {

  /** The smallest piece but the last, and the largest file that is sent in one. */
  static final long USUAL = 16L << 20;

  /** What S3 takes at the most. */
  static final int MOST = 10_000;

  /** The largest object that S3 keeps. */
  static final long LARGEST_OBJECT = 5L << 40;

  private static final long WHOLE = 1L << 20;

  /**
   * A file's pieces, in order: as small as possible, so that little is sent again, whole MiB, all
   * but the last of one size.
   */
  static List<Piece> of(long size) {
    long length = Math.max(USUAL, roundedUp(size));
    List<Piece> pieces = new ArrayList<>();
    for (long offset = 0; offset < size; offset += length) {
      pieces.add(new Piece(pieces.size() + 1, offset, Math.min(length, size - offset)));
    }
    return pieces;
  }

  private static long roundedUp(long size) {
    long least = Math.ceilDiv(size, MOST);
    return Math.ceilDiv(least, WHOLE) * WHOLE;
  }

  /** As HTTP's {@code Range} names it. */
  String range() {
    return "bytes=" + offset + "-" + (offset + length - 1);
  }
}
