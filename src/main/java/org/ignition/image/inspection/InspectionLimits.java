package org.ignition.image.inspection;

import java.util.concurrent.atomic.AtomicLong;
import org.ignition.image.content.ContentLimitException;
import org.ignition.image.content.UnpackLimit;

/**
 * How much an image may hold before looking into it is given up.
 *
 * @param unpacked what one layer may unpack to
 * @param bytes what all layers together may hold in files
 * @param entries how many entries all layers together may have
 */
record InspectionLimits(UnpackLimit unpacked, long bytes, long entries) {

  /** 64 GiB and five million entries; the largest images in use have a tenth of it. */
  static final InspectionLimits GENEROUS =
      new InspectionLimits(UnpackLimit.GENEROUS, 64L << 30, 5_000_000);

  Budget budget() {
    return new Budget(new AtomicLong(bytes), new AtomicLong(entries));
  }

  /** What is left of the limits, shared by the layers that are read at the same time. */
  record Budget(AtomicLong bytes, AtomicLong entries) {

    void take(long size) throws ContentLimitException {
      if (entries.decrementAndGet() < 0) {
        throw new ContentLimitException("the layers have too many entries");
      }
      if (bytes.addAndGet(-size) < 0) {
        throw new ContentLimitException("the layers hold too many bytes");
      }
    }
  }
}
