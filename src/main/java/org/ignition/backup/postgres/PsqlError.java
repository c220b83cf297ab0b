package org.ignition.backup.postgres;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why {@code psql} stopped. Only the error's first line is kept: what follows may hold rows.
 *
 * @param sqlState see PostgreSQL's appendix “Error Codes”; empty when no server said it
 * @param message untrusted
 */
record PsqlError(String sqlState, String message) {

  /** As {@code pqBuildErrorMessage3} of libpq writes it with verbosity, after psql's prefix. */
  private static final Pattern LINE =
      Pattern.compile("psql:.*?:[0-9]+: \\S+?: +(?<state>[0-9A-Z]{5}): (?<message>.*)");

  /** psql's documentation, “Exit Status”: an error occurred in a script. */
  private static final int IN_SCRIPT = 3;

  /** Warnings look the same, but then it goes on. */
  static PsqlError of(int status, List<String> said) {
    return said.stream()
        .filter(_ -> status == IN_SCRIPT)
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .reduce((_, last) -> last)
        .map(line -> new PsqlError(line.group("state"), line.group("message")))
        .orElseGet(() -> new PsqlError("", said.isEmpty() ? "" : said.getLast()));
  }
}
