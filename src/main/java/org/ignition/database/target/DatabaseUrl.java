package org.ignition.database.target;

import java.util.regex.Pattern;

/** The address of a database, as {@code database-url} gives it. */
public sealed interface DatabaseUrl permits PostgresUrl, SqliteUrl {

  /** For people, without any secret. */
  String shown();

  /**
   * Reads {@code text}: {@code postgresql://}, {@code postgres://} or {@code jdbc:postgresql://} as
   * libpq's documentation has it in section “Connection URIs”; or {@code sqlite:path}, {@code
   * sqlite:///absolute/path} or {@code jdbc:sqlite:path}.
   *
   * @param allowUserinfo whether a user and a password may stand in it
   * @throws org.ignition.failure.InputException that names the part which is wrong, never a
   *     password
   */
  static DatabaseUrl parse(String text, boolean allowUserinfo) {
    UrlSource source = new UrlSource("database-url", allowUserinfo);
    String url = text.strip();
    return Pattern.matches("(?s)(?:jdbc:)?sqlite3?:.*", url)
        ? SqliteUrl.parse(url, source)
        : PostgresUrl.parse(url, source).named(source);
  }
}
