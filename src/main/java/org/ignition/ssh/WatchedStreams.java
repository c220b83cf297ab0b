package org.ignition.ssh;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Two streams that other threads read and write, of which the one that waits knows how much moved,
 * when last, and what went wrong: the library tells nothing of it.
 */
final class WatchedStreams {

  private final RemoteStreams streams;
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
  private final AtomicLong moved = new AtomicLong();
  private volatile long last = System.nanoTime();
  private volatile boolean sending;

  WatchedStreams(RemoteStreams streams) {
    this.streams = streams;
  }

  /** Nanoseconds for which nothing has moved either way. */
  long quietNanos() {
    return System.nanoTime() - last;
  }

  /** Tells how much has moved. */
  void tell() {
    streams.moved().accept(moved.get());
  }

  boolean hasFailed() {
    return failure.get() != null;
  }

  /** Whether bytes were read to be sent, and no end after them: some may be on their way. */
  boolean isSending() {
    return sending;
  }

  /** Says why one of them failed, such as for a full disk; nothing if none did. */
  void throwFailure() throws IOException {
    IOException happened = failure.get();
    if (happened != null) {
      throw happened;
    }
  }

  private IOException failed(IOException e) {
    failure.compareAndSet(null, e);
    return e;
  }

  private void moved(int bytes) {
    last = System.nanoTime();
    moved.addAndGet(bytes);
  }

  InputStream input() {
    return new FilterInputStream(streams.input()) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int from, int count) throws IOException {
        try {
          int read = in.read(bytes, from, count);
          sending = read >= 0;
          moved(Math.max(read, 0));
          return read;
        } catch (IOException e) {
          sending = false;
          throw failed(e);
        }
      }

      @Override
      public void close() {
        // Whoever gave it closes it.
      }
    };
  }

  OutputStream output() {
    return new FilterOutputStream(streams.output()) {
      @Override
      public void write(byte[] bytes, int from, int count) throws IOException {
        try {
          out.write(bytes, from, count);
          moved(count);
        } catch (IOException e) {
          throw failed(e);
        }
      }

      @Override
      public void flush() throws IOException {
        try {
          out.flush();
        } catch (IOException e) {
          throw failed(e);
        }
      }

      @Override
      public void close() {
        // Whoever gave it closes it.
      }
    };
  }
}
