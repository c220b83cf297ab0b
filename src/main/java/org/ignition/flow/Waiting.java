package org.ignition.flow;

import org.ignition.backup.s3.BucketPatience;
import org.ignition.database.Patience;
import org.ignition.registry.client.Sleeper;

/**
 * How what does not answer is waited for, so that tests need not wait as long.
 *
 * @param database how long one is tried again
 * @param registry waits between two attempts of a request
 * @param bucket how long it is asked again
 */
public record Waiting(Patience database, Sleeper registry, BucketPatience bucket) {

  /** As users see it. */
  public static final Waiting USUAL =
      new Waiting(Patience.usual(), Sleeper.REAL, BucketPatience.USUAL);
}
