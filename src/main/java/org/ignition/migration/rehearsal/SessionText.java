package org.ignition.migration.rehearsal;

import java.time.Duration;

/**
 * The SQL that puts a session back to how every script finds it.
 *
 * @param majorVersion of the server
 */
record SessionText(String timeZone, Duration statementTimeout, int majorVersion) {

  private static final int FLUSHES_SINCE = 15;

  /**
   * Undoes what a script did to the session, and names the statements that it prepared. Sent by
   * itself and always the same: the driver forgets every prepared statement when a text that resets
   * all is another than the one before.
   */
  static final String FORGET =
      """
      RESET SESSION AUTHORIZATION;
      RESET ALL;
      CLOSE ALL;
      UNLISTEN *;
      DISCARD TEMP;
      DISCARD SEQUENCES;
      SELECT pg_catalog.pg_advisory_unlock_all();
      SELECT name FROM pg_catalog.pg_prepared_statements WHERE from_sql;
      """;

  /**
   * What a script finds, after {@link #FORGET}.
   *
   * @param traced whether the server says at level DEBUG1 what it does
   */
  String settings(boolean traced) {
    return set("client_min_messages", traced ? "debug1" : "warning")
        + set("statement_timeout", millis(statementTimeout))
        + set("lock_timeout", millis(statementTimeout))
        + set("idle_in_transaction_session_timeout", "600000")
        + set("TimeZone", timeZone);
  }

  /**
   * Before a transaction: what statistics counted so far is not its own; {@code
   * pg_stat_get_xact_numscans} counts from the last flush on. Older servers can't be made to flush,
   * so there a {@link org.ignition.migration.rehearsal.observe.Tracer} counts beforehand.
   */
  String flush() {
    return majorVersion >= FLUSHES_SINCE ? "SELECT pg_catalog.pg_stat_force_next_flush();" : "";
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  private static String set(String name, String value) {
    return "SET " + name + " = '" + value.replace("'", "''") + "';";
  }
}
