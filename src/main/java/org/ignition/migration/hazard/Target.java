package org.ignition.migration.hazard;

/**
 * The server that the migrations are for.
 *
 * @param major version, such as 17
 * @param timeZone that sessions in production have, such as {@code Europe/Amsterdam}
 */
public record Target(int major, String timeZone) {}
