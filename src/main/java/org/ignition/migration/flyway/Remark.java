package org.ignition.migration.flyway;

import java.util.List;
import java.util.stream.Collectors;
import org.ignition.database.ServerError;
import org.ignition.image.Quoted;
import org.ignition.migration.sql.SqlStatement;

/** What is kept of a script that stopped halfway, for whoever has to finish or undo it. */
final class Remark {

  private static final int LONGEST_STATEMENT = 120;
  private static final int LONGEST_MESSAGE = 500;
  private static final int MOST_NAMED = 20;

  private Remark() {}

  /**
   * One paragraph: what failed and why, what took effect, what was left behind.
   *
   * @param leftovers names of indexes that are not valid
   */
  static String of(Stopped stopped, ServerError error, List<String> leftovers) {
    return failed(stopped, error) + effects(stopped) + left(leftovers);
  }

  private static String failed(Stopped stopped, ServerError error) {
    String said = Quoted.line(error.message(), LONGEST_MESSAGE);
    return stopped
            .statement()
            .map(statement -> "statement " + ordinal(stopped) + " failed: " + place(statement))
            .orElse(
                stopped.stage() == Stopped.Stage.CHECKING
                    ? "all statements ran"
                    : "all statements ran, but recording that failed")
        + ": "
        + said
        + (error.endsSession() ? " (it may have taken effect all the same)" : "");
  }

  private static String ordinal(Stopped stopped) {
    return (stopped.ran() + 1) + " of " + stopped.work().statements().size();
  }

  private static String effects(Stopped stopped) {
    List<SqlStatement> ran = stopped.work().statements().subList(0, stopped.ran());
    if (ran.isEmpty()) {
      return "; no statement before it";
    }
    String named =
        ran.stream().limit(MOST_NAMED).map(Remark::place).collect(Collectors.joining("; "));
    int more = ran.size() - MOST_NAMED;
    return "; took effect: " + named + (more > 0 ? "; and " + more + " more" : "");
  }

  static String left(List<String> leftovers) {
    return leftovers.isEmpty()
        ? ""
        : "; left INVALID: index "
            + leftovers.stream()
                .map(each -> Quoted.line(each, 200))
                .collect(Collectors.joining(", "));
  }

  private static String place(SqlStatement statement) {
    return "line " + statement.at().line() + ", " + shortened(statement.text());
  }

  private static String shortened(String text) {
    String line = text.length() > 1000 ? text.substring(0, 1000) : text;
    return Quoted.line(line.replaceAll("\\s+", " "), LONGEST_STATEMENT);
  }
}
