package org.ignition.migration.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.database.ServerError;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Says why SQLite refused a statement, in the codes that rules know; SQLite has none of its own.
 */
final class Errors {

  private static final String OTHER = "HY000";

  private static final Map<SQLiteErrorCode, String> STATES =
      Map.of(
          SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE, "23505",
          SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY, "23505",
          SQLiteErrorCode.SQLITE_CONSTRAINT_ROWID, "23505",
          SQLiteErrorCode.SQLITE_CONSTRAINT_NOTNULL, "23502",
          SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY, "23503",
          SQLiteErrorCode.SQLITE_CONSTRAINT_CHECK, "23514",
          SQLiteErrorCode.SQLITE_CONSTRAINT_DATATYPE, "22000",
          SQLiteErrorCode.SQLITE_AUTH, "42501",
          SQLiteErrorCode.SQLITE_FULL, "53200",
          SQLiteErrorCode.SQLITE_NOMEM, "53200");

  private static final Pattern SYNTAX =
      Pattern.compile("near \"(.*)\": syntax error", Pattern.DOTALL);
  private static final Pattern NAMED =
      Pattern.compile("(?:no such|duplicate|unknown)[a-z ]*: (?:.*\\.)?\"?([^\".]+)\"?");
  private static final int MOST_TRIES = 50;

  private Errors() {}

  static ServerError of(String state, String message, int position) {
    return new ServerError(state, message, position, "", "", "", "", "", "", "");
  }

  /**
   * Explains {@code failure} of the statement {@code text}.
   *
   * @param limit after which it would have been stopped
   * @param fails whether a beginning of a statement fails with the same message
   */
  static ServerError explain(
      SQLException failure, String text, Duration limit, Predicate<Beginning> fails) {
    SQLiteErrorCode code = code(failure);
    String message = message(failure, code);
    if (code == SQLiteErrorCode.SQLITE_INTERRUPT) {
      return of(
          "57014", "the statement did not end within " + words(limit) + " and was stopped", 0);
    }
    if (code == SQLiteErrorCode.SQLITE_FULL || code == SQLiteErrorCode.SQLITE_NOMEM) {
      return of("53200", message + ": it takes more than a rehearsal may", 0);
    }
    return of(state(code, message), message, position(message, text, fails));
  }

  /** The beginning of a statement, and the message that it might fail with. */
  record Beginning(String text, String message) {}

  private static SQLiteErrorCode code(SQLException failure) {
    return failure instanceof SQLiteException known
        ? known.getResultCode()
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }

  /** What SQLite said, without what the driver puts around it. */
  static String message(SQLException failure) {
    return message(failure, code(failure));
  }

  private static String message(SQLException failure, SQLiteErrorCode code) {
    String text = String.valueOf(failure.getMessage());
    String prefix = code + " (";
    return text.startsWith(prefix) && text.endsWith(")")
        ? text.substring(prefix.length(), text.length() - 1)
        : text;
  }

  private static String state(SQLiteErrorCode code, String message) {
    if (message.contains("syntax error")
        || message.startsWith("unrecognized token")
        || message.equals("incomplete input")) {
      return "42601";
    }
    if (message.equals("not authorized")) {
      return "42501";
    }
    boolean constraint = code.name().startsWith("SQLITE_CONSTRAINT");
    return STATES.getOrDefault(code, constraint ? "23000" : OTHER);
  }

  private static String words(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }

  /** SQLite names the word, not the place: 1-based, in code points, 0 when there is no telling. */
  private static int position(String message, String text, Predicate<Beginning> fails) {
    Matcher syntax = SYNTAX.matcher(message);
    if (syntax.matches()) {
      return places(text, syntax.group(1)).stream()
          .limit(MOST_TRIES)
          .filter(place -> fails.test(new Beginning(text.substring(0, place.end()), message)))
          .findFirst()
          .map(place -> codePoints(text, place.offset()))
          .orElse(0);
    }
    Matcher named = NAMED.matcher(message);
    return named.matches()
        ? places(text, named.group(1)).stream()
            .findFirst()
            .map(place -> codePoints(text, place.offset()))
            .orElse(0)
        : 0;
  }

  private static List<Lexeme> places(String text, String word) {
    return Lexemes.of(text).stream()
        .filter(each -> each.text().equals(word) || each.name().equalsIgnoreCase(word))
        .toList();
  }

  private static int codePoints(String text, int offset) {
    return text.codePointCount(0, offset) + 1;
  }
}
