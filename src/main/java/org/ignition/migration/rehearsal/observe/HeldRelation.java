package org.ignition.migration.rehearsal.observe;

import java.util.OptionalLong;
import org.ignition.migration.trace.LockMode;

/**
 * A relation that the session holds a lock on.
 *
 * @param oid which
 * @param strongest of the locks on it
 * @param file its {@code relfilenode}; empty when it is gone
 * @param scans how often it was read from end to end since the transaction began
 */
record HeldRelation(long oid, LockMode strongest, OptionalLong file, long scans) {}
