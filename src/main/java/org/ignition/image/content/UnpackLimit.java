package org.ignition.image.content;

/**
 * How many bytes packed content may unpack to.
 *
 * @param floor always allowed
 * @param ratio times the packed size that is allowed beyond the floor
 * @param ceiling never exceeded
 */
public record UnpackLimit(long floor, long ratio, long ceiling) {

  /**
   * 4 GiB, or 200 times the packed size where that is more, but never over 64 GiB. Real layers pack
   * to a half or a fifth; a run of zeros, packed by gzip, to a thousandth.
   */
  public static final UnpackLimit GENEROUS = new UnpackLimit(4L << 30, 200, 64L << 30);

  /** The bytes that {@code packed} bytes may unpack to. */
  public long of(long packed) {
    long scaled = packed > ceiling / ratio ? ceiling : packed * ratio;
    return Math.clamp(scaled, Math.min(floor, ceiling), ceiling);
  }
}
