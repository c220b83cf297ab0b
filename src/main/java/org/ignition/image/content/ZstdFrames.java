package org.ignition.image.content;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes the data frames of a zstd stream on (RFC 8878, section 3.1) and leaves the skippable ones
 * out: the decoder knows none, and zstd:chunked layers end with one. A frame whose window is larger
 * than what the {@code zstd} program itself accepts is refused before memory is set aside for it.
 */
final class ZstdFrames extends FilterInputStream {

  private static final long LARGEST_WINDOW = 128L << 20;
  private static final int DATA_MAGIC = 0xfd2fb528;
  private static final int SKIPPABLE_MAGIC = 0x184d2a50;
  private static final int RAW_BLOCK_RUN = 1;
  private static final int RESERVED_BLOCK = 3;
  private static final int CHECKSUM = 4;

  /** What was read to find the way and must still be passed on. */
  private final byte[] pending = new byte[18];

  private int pendingStart;
  private int pendingEnd;

  /** Bytes of the current block that may be passed on unseen. */
  private long through;

  private boolean inFrame;
  private boolean lastBlock;
  private boolean hasChecksum;

  /**
   * @param in whose {@code available} is zero at the end only, as that of local content is
   */
  ZstdFrames(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (pendingStart == pendingEnd && through == 0 && !advance()) {
      return -1;
    }
    return pendingStart < pendingEnd
        ? passPending(into, offset, length)
        : passThrough(into, offset, length);
  }

  private int passPending(byte[] into, int offset, int length) {
    int count = Math.min(length, pendingEnd - pendingStart);
    System.arraycopy(pending, pendingStart, into, offset, count);
    pendingStart += count;
    return count;
  }

  private int passThrough(byte[] into, int offset, int length) throws IOException {
    int count = in.read(into, offset, (int) Math.min(length, through));
    if (count < 0) {
      throw new EOFException("its zstd data is cut off");
    }
    through -= count;
    return count;
  }

  /** Reads the next header into {@link #pending}; false at the end. */
  private boolean advance() throws IOException {
    pendingStart = 0;
    pendingEnd = 0;
    if (!inFrame) {
      return nextFrame();
    }
    if (lastBlock) {
      inFrame = false;
      through = hasChecksum ? CHECKSUM : 0;
      return through > 0 || nextFrame();
    }
    blockHeader();
    return true;
  }

  private void blockHeader() throws IOException {
    int header = (int) take(3);
    int type = (header >> 1) & 3;
    if (type == RESERVED_BLOCK) {
      throw new MalformedContentException("its zstd data is damaged");
    }
    lastBlock = (header & 1) == 1;
    through = type == RAW_BLOCK_RUN ? 1 : header >> 3;
  }

  private boolean nextFrame() throws IOException {
    while (in.available() > 0) {
      int magic = (int) take(4);
      if (magic == DATA_MAGIC) {
        frameHeader();
        return true;
      }
      if ((magic & 0xfffffff0) != SKIPPABLE_MAGIC) {
        throw new MalformedContentException("something that is not zstd follows its zstd data");
      }
      in.skipNBytes(take(4));
      pendingEnd = 0;
    }
    return false;
  }

  private void frameHeader() throws IOException {
    int descriptor = (int) take(1);
    boolean singleSegment = (descriptor & 0x20) != 0;
    hasChecksum = (descriptor & 0x04) != 0;
    long window = singleSegment ? 0 : window((int) take(1));
    take(new int[] {0, 1, 2, 4}[descriptor & 3]);
    long contentSize = take(contentSizeBytes(descriptor >> 6, singleSegment));
    if (window > LARGEST_WINDOW
        || (singleSegment && Long.compareUnsigned(contentSize, LARGEST_WINDOW) > 0)) {
      throw new ContentLimitException("its zstd window is larger than 128 MiB");
    }
    inFrame = true;
    lastBlock = false;
  }

  private static int contentSizeBytes(int flag, boolean singleSegment) {
    return flag == 0 ? (singleSegment ? 1 : 0) : 1 << flag;
  }

  private static long window(int descriptor) {
    long base = 1L << (10 + (descriptor >> 3));
    return base + base / 8 * (descriptor & 7);
  }

  /** Reads a little-endian number and keeps its bytes to be passed on. */
  private long take(int bytes) throws IOException {
    if (in.readNBytes(pending, pendingEnd, bytes) < bytes) {
      throw new EOFException("its zstd data is cut off");
    }
    long number = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      number = (number << 8) | (pending[pendingEnd + i] & 0xff);
    }
    pendingEnd += bytes;
    return number;
  }

  @Override
  public long skip(long count) throws IOException {
    throw new UnsupportedOperationException("the decoder reads");
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
