package org.ignition.database;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * A wish to be the only run that works on a database.
 *
 * @param patience how long to wait for another run; zero to try once
 * @param actor who we are, for others to see; may be empty
 * @param runUrl where to look at our run; may be empty
 * @param waiting told once who holds the lock when it is not free
 */
public record LockRequest(
    Duration patience, String actor, String runUrl, Consumer<LockHolder> waiting) {}
