package org.ignition.registry.client;

import java.time.Duration;

/**
 * How long to wait. None of them limits how large a blob may be.
 *
 * @param connect for a connection
 * @param stall without a single byte moving either way
 * @param commit for the answer once a blob is sent whole: registries hash and move it first
 * @param small for the whole of an answer that is held in memory
 */
record Timeouts(Duration connect, Duration stall, Duration commit, Duration small) {

  static final Timeouts USUAL =
      new Timeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofMinutes(5),
          Duration.ofMinutes(2));
}
