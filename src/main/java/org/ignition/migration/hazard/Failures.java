package org.ignition.migration.hazard;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ignition.database.ServerError;
import org.ignition.image.Quoted;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.sql.NonTransactional;
import org.ignition.migration.trace.ScriptRun;

/** What a server's error means; PostgreSQL's documentation, appendix A (Error Codes). */
final class Failures {

  private static final Map<String, Rule> RULES =
      Map.of(
          "25001", Rule.T1,
          "55P04", Rule.T2,
          "42601", Rule.T10,
          "57014", Rule.R8,
          "42501", Rule.R11,
          "53100", Rule.R12,
          "57P01", Rule.R12,
          "57P02", Rule.R12,
          "57P03", Rule.R12);

  /** The server's own messages are shorter; what a migration raises may be of any length. */
  private static final int LONGEST = 300;

  /** {@code extension.c}, in versions that look for the control file first and in others. */
  private static final Pattern EXTENSION_MISSING =
      Pattern.compile(
          "extension \".+\" is not available|could not open extension control file .*",
          Pattern.DOTALL);

  private Failures() {}

  /**
   * The rule that says more than that the up fails. Of what is refused in a function, and of a
   * statement that cancels itself, there is no more to say.
   */
  static Rule rule(ScriptRun.Failed failed) {
    String state = failed.error().sqlState();
    if (state.startsWith("08")) {
      return Rule.R12;
    }
    Rule rule = RULES.getOrDefault(state, Rule.R1);
    boolean otherwise =
        switch (rule) {
          case T1 -> !NonTransactional.is(failed.at());
          case R8 -> failed.error().message().contains("user request");
          default -> false;
        };
    return otherwise ? Rule.R1 : rule;
  }

  /** The message, its detail and where it comes from within the statement, quoted and cut. */
  static String text(ServerError error) {
    boolean telling = !error.detail().isEmpty() && !isAboutExtension(error);
    String detail = telling ? ": " + quoted(error.detail()) : "";
    String where = innermost(error).map(line -> ", in " + quoted(line)).orElse("");
    return quoted(error.message()) + " (" + error.sqlState() + ")" + detail + where;
  }

  /** The row of COPY or the line of a function, which the position does not tell. */
  private static Optional<String> innermost(ServerError error) {
    return error.where().lines().findFirst();
  }

  private static String quoted(String text) {
    return '"' + Quoted.line(text, LONGEST) + '"';
  }

  /** SQL, or a comment in it; empty when there is nothing to say. */
  static String advice(Rule rule, ScriptRun.Failed failed) {
    if (rule == Rule.T1) {
      return "-- ignition: no-transaction\n" + failed.at().text() + ";";
    }
    return hint(failed.error()).map(hint -> "-- hint: " + Sentence.line(hint)).orElse("");
  }

  /** Detail and hint are then meant for who runs the server. */
  private static boolean isAboutExtension(ServerError error) {
    return EXTENSION_MISSING.matcher(error.message()).matches();
  }

  private static Optional<String> hint(ServerError error) {
    return isAboutExtension(error)
        ? Optional.of("the input `shadow-url` names a server to rehearse on that has the extension")
        : Optional.of(error.hint()).filter(hint -> !hint.isEmpty());
  }
}
