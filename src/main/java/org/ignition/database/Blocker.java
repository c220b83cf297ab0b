package org.ignition.database;

import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.image.Quoted;

/**
 * A session that others wait for. Texts are untrusted.
 *
 * @param pid its server process; 0 for a transaction that is prepared and has none
 * @param user its role
 * @param application what it calls itself
 * @param state such as {@code idle in transaction}
 * @param query its last or present statement, shortened
 * @param age of its transaction
 */
public record Blocker(
    int pid, String user, String application, String state, String query, Duration age) {

  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_STATE = 40;

  /**
   * A name in quotes, which stays; a comment; or a constant, which may be a password, in the forms
   * of the manual's section “Constants”. The last one may be cut off.
   */
  private static final Pattern QUOTED =
      Pattern.compile(
          "(?<name>\"[^\"]*\")"
              + "|(?<comment>--[^\\r\\n]*"
              + "|/\\*(?:/\\*(?:(?!\\*/).)*+(?:\\*/|\\z)|(?!\\*/).)*+(?:\\*/|\\z))"
              + "|(?<![\\p{L}0-9_])[eE]'(?:[^'\\\\]|\\\\.|'')*+(?:'|\\\\?\\z)"
              + "|'(?:[^']|'')*+(?:'|\\z)"
              + "|(?<![\\p{L}0-9_])(?<dollar>\\$(?:[\\p{L}_][\\p{L}0-9_]*)?\\$)"
              + "(?:(?!\\k<dollar>).)*+(?:\\k<dollar>|\\z)",
          Pattern.DOTALL);

  /** What PostgreSQL shows in place of the query of a role that one is no member of. */
  private static final String HIDDEN = "<insufficient privilege>";

  /** One line for people, in which nothing of the texts has a meaning, without others' values. */
  public String described() {
    return "pid "
        + pid
        + " ("
        + Quoted.line(user, LONGEST_NAME)
        + (application.isEmpty() ? "" : ", " + Quoted.line(application, LONGEST_NAME))
        + (isHidden() ? "" : ", " + doing())
        + ") "
        + (isHidden()
            ? "what it does is shown to members of pg_read_all_stats"
            : Quoted.of(withoutValues()));
  }

  private String withoutValues() {
    return QUOTED.matcher(query).replaceAll(found -> Matcher.quoteReplacement(shown(found)));
  }

  private static String shown(MatchResult found) {
    if (found.group("name") != null) {
      return found.group();
    }
    return found.group("comment") == null ? "'…'" : "…";
  }

  private boolean isHidden() {
    return query.equals(HIDDEN);
  }

  private String doing() {
    return Quoted.line(state, LONGEST_STATE)
        + " for "
        + (age.toMinutes() > 0 ? age.toMinutes() + " min " : "")
        + age.toSecondsPart()
        + " s";
  }
}
