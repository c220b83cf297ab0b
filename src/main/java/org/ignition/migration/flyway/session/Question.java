package org.ignition.migration.flyway.session;

import java.util.Arrays;

/** What Flyway says to its session around each migration. */
enum Question {
  /** Sets the role that the session began with. */
  ROLE("SET ROLE '", "'"),
  /** Whether the table of its history is there. */
  TABLE(
      """
      SELECT EXISTS (
        SELECT 1
        FROM   pg_catalog.pg_class c
        JOIN   pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE  n.nspname = ?
        AND    c.relname = ?
        AND    c.relkind = 'r'
      """,
      ")"),
  /** Whether the schema of that table is there. */
  SCHEMA("SELECT COUNT(*) FROM pg_namespace WHERE nspname=", "?"),
  /** Puts that schema before all others, for the session. */
  SEARCH_PATH("SELECT set_config('search_path', ?, false", ")"),
  /** Writes the row of a migration. */
  ROW("INSERT INTO ", "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
  /** Reads the rows of its history above a rank. */
  HISTORY("/*NO LOAD BALANCE*/\nSELECT \"installed_rank\",", Question.ABOVE),
  /** Whatever else; never answered from memory. */
  OTHER("", "");

  /** What binds the rank of a {@link #HISTORY}. */
  static final String ABOVE = " WHERE \"installed_rank\" > ? ORDER BY \"installed_rank\"";

  private final String start;
  private final String end;

  Question(String start, String end) {
    this.start = start;
    this.end = end;
  }

  /** Which one {@code text} is. */
  static Question of(String text) {
    return Arrays.stream(values()).filter(each -> each.is(text)).findFirst().orElseThrow();
  }

  private boolean is(String text) {
    return text.startsWith(start) && text.endsWith(end);
  }
}
