package org.ignition.database;

/**
 * What a server answered instead of running a statement; PostgreSQL's documentation, section 54.8
 * (Error and Notice Message Fields).
 *
 * @param sqlState five characters, such as {@code 42P01}; {@code 08…} when the connection broke
 * @param message the primary message, one line
 * @param position of the error in the statement's text, 1-based, in characters; 0 when unknown
 * @param detail more, or empty
 * @param hint the server's advice, or empty
 */
public record ServerError(
    String sqlState, String message, int position, String detail, String hint) {}
