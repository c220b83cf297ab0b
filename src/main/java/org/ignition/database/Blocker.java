package org.ignition.database;

import java.time.Duration;

/**
 * A session that others wait for. Texts are untrusted.
 *
 * @param pid its server process
 * @param user its role
 * @param application what it calls itself
 * @param state such as {@code idle in transaction}
 * @param query its last or present statement, shortened
 * @param age of its transaction
 */
public record Blocker(
    int pid, String user, String application, String state, String query, Duration age) {}
