package org.ignition.registry.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends a response body that no byte comes from. Only the time that a reader waits counts: a reader
 * may take its time, since it may be sending on what it reads.
 */
final class GuardedStream extends FilterInputStream {

  private static final int CHECKS = 4;

  private final Duration stall;
  private final Future<?> watch;
  private volatile long waitingSince;
  private volatile boolean waiting;
  private volatile boolean stalled;

  GuardedStream(InputStream body, Duration stall, ScheduledExecutorService watchdog) {
    super(body);
    this.stall = stall;
    long period = stall.toMillis() / CHECKS + 1;
    this.watch =
        watchdog.scheduleWithFixedDelay(this::check, period, period, TimeUnit.MILLISECONDS);
  }

  private void check() {
    if (waiting && System.nanoTime() - waitingSince > stall.toNanos()) {
      stalled = true;
      try {
        in.close();
      } catch (IOException e) {
        // The reader learns of the stall.
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    waitingSince = System.nanoTime();
    waiting = true;
    try {
      int read = in.read(buffer, offset, length);
      refuseIfStalled();
      return read;
    } catch (IOException e) {
      refuseIfStalled();
      throw e;
    } finally {
      waiting = false;
    }
  }

  private void refuseIfStalled() throws IOException {
    if (stalled) {
      throw new HttpTimeoutException("no byte for " + stall.toSeconds() + " s");
    }
  }

  @Override
  public void close() throws IOException {
    watch.cancel(false);
    super.close();
  }
}
