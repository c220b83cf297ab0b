package org.ignition.migration.flyway;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A value of PostgreSQL's {@code search_path} as a statement that sets it and returns no row. A
 * value is what {@code SHOW search_path} tells: names with commas in between, quoted where they
 * have to be, and in lower case where they are not ({@code SplitIdentifierString}).
 */
final class SearchPath {

  private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^\\s,\"]+)");

  private static final Pattern ASCII_UPPER = Pattern.compile("[A-Z]");

  private SearchPath() {}

  /** Sets {@code value} for the session. */
  static String setting(String value) {
    String names =
        NAME.matcher(value).results().map(SearchPath::literal).collect(Collectors.joining(", "));
    return "SET search_path = " + (names.isEmpty() ? "''" : names);
  }

  private static String literal(MatchResult name) {
    String text =
        name.group(2) == null ? name.group(1).replace("\"\"", "\"") : folded(name.group(2));
    return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /** Letters of ASCII alone. */
  private static String folded(String name) {
    return ASCII_UPPER.matcher(name).replaceAll(letter -> letter.group().toLowerCase(Locale.ROOT));
  }
}
