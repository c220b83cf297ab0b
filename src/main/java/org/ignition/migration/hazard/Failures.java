package org.ignition.migration.hazard;

import java.util.Map;
import org.ignition.database.ServerError;
import org.ignition.image.Quoted;
import org.ignition.migration.rule.Rule;
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

  private Failures() {}

  /** The rule that says more than that the up fails. */
  static Rule rule(ServerError error) {
    return error.sqlState().startsWith("08")
        ? Rule.R12
        : RULES.getOrDefault(error.sqlState(), Rule.R1);
  }

  /** The message, quoted and cut. */
  static String text(ServerError error) {
    return Quoted.of(error.message()) + " (" + error.sqlState() + ")";
  }

  static String advice(Rule rule, ScriptRun.Failed failed) {
    return rule == Rule.T1
        ? "-- ignition: no-transaction\n" + failed.at().text() + ";"
        : failed.error().hint().isEmpty()
            ? ""
            : "-- the server's hint: " + Sentence.line(failed.error().hint());
  }
}
