package org.ignition.migration.loss;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ignition.migration.sql.Token;

/** Reads settings: few of them change what later statements do to rows. */
final class SettingReading {

  private static final String PATH = "search_path";
  private static final Set<String> OFF = Set.of("OFF", "0", "FALSE", "NO");

  private SettingReading() {}

  static List<DownStep> set(Cursor cursor) {
    cursor.skipAll("LOCAL", "SESSION");
    if (cursor.skip("SCHEMA")) {
      return List.of(path(cursor));
    }
    if (!cursor.skip("SEARCH_PATH")) {
      return List.of();
    }
    if (!cursor.skip("TO") && !cursor.skip("=")) {
      throw new UnreadableException("where names are looked up can't be read");
    }
    return List.of(path(cursor));
  }

  /** {@code RESET search_path}, {@code RESET ALL}, {@code DISCARD ALL}. */
  static List<DownStep> reset(Cursor cursor) {
    return cursor.isAny("SEARCH_PATH", "ALL")
        ? List.of(new DownStep.SearchPath("DEFAULT"))
        : List.of();
  }

  /** A list of names and constants, so that nothing else than a path can come of it. */
  private static DownStep path(Cursor cursor) {
    if (cursor.atEnd()) {
      throw new UnreadableException("where names are looked up can't be read");
    }
    Token first = cursor.take();
    Token last = first;
    requireName(first);
    while (cursor.skip(",") && !cursor.atEnd()) {
      last = cursor.take();
      requireName(last);
    }
    if (!cursor.atEnd()) {
      throw new UnreadableException("where names are looked up can't be read");
    }
    return new DownStep.SearchPath(cursor.textFrom(first, last));
  }

  private static void requireName(Token token) {
    boolean plain =
        switch (token.kind()) {
          case WORD, QUOTED_IDENTIFIER -> true;
          case STRING -> token.text().startsWith("'");
          case NUMBER, PARAMETER, SYMBOL -> false;
        };
    if (!plain) {
      throw new UnreadableException("where names are looked up can't be read");
    }
  }

  /** Whether {@code [pg_catalog.]set_config} follows. */
  static boolean isSetConfig(Cursor cursor) {
    return cursor.is("SET_CONFIG")
        || (cursor.is("PG_CATALOG") && cursor.is(1, ".") && cursor.is(2, "SET_CONFIG"));
  }

  /** {@code set_config('search_path', '', false)}, as pg_dump writes it, and any other setting. */
  static List<DownStep> setConfig(Cursor cursor) {
    cursor.skip("PG_CATALOG", ".");
    cursor.skip("SET_CONFIG", "(");
    String setting = cursor.atEnd() ? "" : cursor.take().text();
    if (!setting.equalsIgnoreCase("'" + PATH + "'")) {
      return List.of();
    }
    if (cursor.skip(",") && cursor.peek().filter(token -> token.text().equals("''")).isPresent()) {
      return List.of(new DownStep.SearchPath(cursor.take().text()));
    }
    throw new UnreadableException("where names are looked up can't be read");
  }

  static List<DownStep> pragma(Cursor cursor) {
    if (cursor.contains("WRITABLE_SCHEMA")) {
      throw new UnreadableException("changes of the catalog itself can't be read");
    }
    if (!cursor.skip("FOREIGN_KEYS") || cursor.atEnd()) {
      return List.of();
    }
    cursor.take();
    boolean off =
        cursor
            .peek()
            .filter(token -> OFF.contains(token.text().toUpperCase(Locale.ROOT)))
            .isPresent();
    return List.of(new DownStep.ForeignKeys(!off));
  }
}
