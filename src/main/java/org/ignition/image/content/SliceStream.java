package org.ignition.image.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A stretch of a file, read by position through a small buffer; skipping moves the position. */
final class SliceStream extends InputStream {

  private static final int BUFFER = 64 << 10;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
  private final long end;

  /** Of the first byte behind the buffer. */
  private long position;

  SliceStream(FileChannel channel, long offset, long length) {
    this.channel = channel;
    this.position = offset;
    this.end = Math.addExact(offset, length);
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!buffer.hasRemaining() && length >= BUFFER) {
      return direct(ByteBuffer.wrap(into, offset, length));
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(into, offset, count);
    return count;
  }

  private boolean fill() throws IOException {
    if (buffer.hasRemaining()) {
      return true;
    }
    buffer.clear();
    int count = direct(buffer);
    buffer.flip();
    return count > 0;
  }

  private int direct(ByteBuffer into) throws IOException {
    if (position == end) {
      return -1;
    }
    into.limit((int) Math.min(into.limit(), into.position() + (end - position)));
    int count = channel.read(into, position);
    if (count < 0) {
      throw new EOFException("the file ends before the blob does");
    }
    position += count;
    return count;
  }

  @Override
  public long skip(long count) {
    long buffered = Math.clamp(count, 0, buffer.remaining());
    buffer.position(buffer.position() + (int) buffered);
    long beyond = Math.clamp(count - buffered, 0, end - position);
    position += beyond;
    return buffered + beyond;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, buffer.remaining() + (end - position));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
