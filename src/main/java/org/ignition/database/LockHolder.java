package org.ignition.database;

import java.time.Duration;

/**
 * Who holds the lock of a database. Texts are untrusted; what is not known is empty.
 *
 * @param pid its server process, or its process for SQLite; 0 when unknown
 * @param actor who started the run
 * @param runUrl where to look at it
 * @param age since its session began
 * @param client the address that it comes from
 */
public record LockHolder(int pid, String actor, String runUrl, Duration age, String client) {}
