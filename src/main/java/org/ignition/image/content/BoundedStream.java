package org.ignition.image.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops unpacking when more comes out than is allowed. */
final class BoundedStream extends FilterInputStream {

  private final byte[] skipped = new byte[64 << 10];
  private final long limit;
  private long count;

  BoundedStream(InputStream unpacked, long limit) {
    super(unpacked);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int next = in.read();
    counted(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return counted(in.read(into, offset, length));
  }

  @Override
  public long skip(long wanted) throws IOException {
    long done = 0;
    while (done < wanted) {
      int read = read(skipped, 0, (int) Math.min(skipped.length, wanted - done));
      if (read < 0) {
        break;
      }
      done += read;
    }
    return done;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private int counted(int read) throws IOException {
    count += Math.max(read, 0);
    if (count > limit) {
      throw new ContentLimitException("it unpacks to more than " + limit + " bytes");
    }
    return read;
  }
}
