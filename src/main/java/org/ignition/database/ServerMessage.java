package org.ignition.database;

/**
 * What a server said besides its answer, such as a notice.
 *
 * @param severity {@code DEBUG}, {@code LOG}, {@code INFO}, {@code NOTICE} or {@code WARNING}
 * @param message one line in English, untrusted: a migration can raise any text
 * @param detail more of it, or empty
 */
public record ServerMessage(String severity, String message, String detail) {}
