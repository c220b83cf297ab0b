package org.ignition.registry.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.ignition.image.Tag;

/** Something that may be gone when it is tried again. */
sealed interface Fault {

  /** What the log says of it, with the host. */
  String words(String host);

  /**
   * The registry answered that it can't now.
   *
   * @param status such as 503
   * @param retryAfter as the registry asks
   * @param detail what else it said, quoted; may be empty
   */
  record Status(int status, Optional<Duration> retryAfter, String detail) implements Fault {
    @Override
    public String words(String host) {
      return status + " from " + host;
    }
  }

  /** There was no whole answer. */
  record Broken(IOException cause) implements Fault {
    @Override
    public String words(String host) {
      return Unreachable.words(cause) + ", " + host;
    }
  }

  /**
   * Somebody else wrote a tag at the same time as we did.
   *
   * @param tag which
   */
  record Overwritten(Tag tag) implements Fault {
    @Override
    public String words(String host) {
      return "somebody else wrote " + tag + " at " + host;
    }
  }

  /** Statuses that tell of a passing state (RFC 9110 §15, RFC 6585 §4). */
  Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);
}
