package org.ignition.registry.client;

import java.time.Duration;

/** When a byte last moved, and how long to put up with none moving. */
final class Activity {

  private volatile long last = System.nanoTime();
  private volatile Duration patience;

  Activity(Duration patience) {
    this.patience = patience;
  }

  void touch() {
    last = System.nanoTime();
  }

  /** From now on {@code patience} counts. */
  void allow(Duration patience) {
    this.patience = patience;
    touch();
  }

  /** Nanoseconds until it is a stall; not positive once it is one. */
  long untilStall() {
    return patience.toNanos() - (System.nanoTime() - last);
  }

  Duration patience() {
    return patience;
  }
}
