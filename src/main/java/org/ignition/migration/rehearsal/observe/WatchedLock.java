package org.ignition.migration.rehearsal.observe;

import org.ignition.migration.trace.LockMode;

/**
 * A lock that another session was seen to hold or to wait for.
 *
 * @param oid of the relation
 * @param mode which
 */
public record WatchedLock(long oid, LockMode mode) {}
