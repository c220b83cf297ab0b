package org.ignition.backup.s3;

import java.time.Duration;

/**
 * How long a request to a bucket is tried.
 *
 * @param attempts in all, the first one counted
 * @param pause bound of the first wait, which doubles each time
 * @param longestPause bound of each wait
 * @param answer how long a request without much of a body may take each time
 */
public record BucketPatience(int attempts, Duration pause, Duration longestPause, Duration answer) {

  /** As users see it. */
  public static final BucketPatience USUAL =
      new BucketPatience(6, Duration.ofMillis(500), Duration.ofSeconds(20), Duration.ofSeconds(60));

  /** Slower than this nobody could use it: 256 kbit/s for each piece under way. */
  private static final long SLOWEST_BYTES_PER_SECOND = 32 * 1024;

  /** What one attempt at moving so many bytes may take. */
  Duration toMove(long bytes) {
    return answer.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
  }

  /** What putting an object together from its parts may take: some services copy them then. */
  Duration toAssemble() {
    return answer.multipliedBy(10);
  }
}
