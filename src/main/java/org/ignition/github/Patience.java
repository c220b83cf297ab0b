package org.ignition.github;

import java.time.Duration;

/**
 * How long to bear with a GitHub that is slow or overloaded.
 *
 * @param inAll after which everything is given up
 * @param longestWait the most that is waited before a request is sent again
 * @param attempts at one request, the first one counted
 */
record Patience(Duration inAll, Duration longestWait, int attempts) {

  /** A comment is worth a minute of a check, no more. */
  static final Patience USUAL = new Patience(Duration.ofSeconds(60), Duration.ofSeconds(20), 3);
}
