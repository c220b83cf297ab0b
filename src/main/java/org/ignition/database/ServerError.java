package org.ignition.database;

/**
 * Why a server refused a statement. All texts are in English and untrusted: a migration can raise
 * any text. What the server left out is empty.
 *
 * @param sqlState five characters, see PostgreSQL's appendix “Error Codes”; those of class 08 mean
 *     that the connection is gone
 * @param message the first line
 * @param position where in the statement's text the error is, 1-based and counted in code points; 0
 *     when unknown
 * @param detail more of it
 * @param hint what the server proposes
 * @param where the functions that ran, innermost first, a line each
 * @param schema of the object that the error is about
 * @param table that the error is about
 * @param column that the error is about
 * @param constraint that the error is about
 */
public record ServerError(
    String sqlState,
    String message,
    int position,
    String detail,
    String hint,
    String where,
    String schema,
    String table,
    String column,
    String constraint) {

  /** Whether the session is over: the connection broke, or the server ended it. */
  public boolean endsSession() {
    return (sqlState.startsWith("08") && !isOfTheDriver()) || sqlState.startsWith("57P");
  }

  /** The driver hangs up where a script sets what it can't read, such as another date style. */
  private boolean isOfTheDriver() {
    return message.startsWith("The server's ") && message.contains(" parameter was changed to ");
  }
}
