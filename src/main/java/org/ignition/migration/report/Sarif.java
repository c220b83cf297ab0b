package org.ignition.migration.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Judged.Allowed;
import org.ignition.migration.rule.Rule;

/**
 * A report for GitHub code scanning: SARIF 2.1.0 (OASIS standard with Errata 01), within the limits
 * of docs.github.com, “SARIF results exceed one or more limits”.
 */
public final class Sarif {

  /** GitHub keeps the 5,000 worst results of a run and refuses a file with more than 25,000. */
  static final int MOST_RESULTS = 5_000;

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private Sarif() {}

  /**
   * The document, ready for {@link org.ignition.json.Json}.
   *
   * @param toolVersion of this program, SemVer
   */
  public static Map<String, Object> write(CheckReport report, String toolVersion) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("$schema", SCHEMA);
    json.put("version", "2.1.0");
    json.put("runs", List.of(run(report, toolVersion)));
    return json;
  }

  private static Map<String, Object> run(CheckReport report, String toolVersion) {
    List<Rule> rules = rules(report);
    SarifResults results = new SarifResults(rules);
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver(rules, toolVersion)));
    run.put("automationDetails", Map.of("id", "check-migrations/" + report.folder() + "/"));
    run.put("columnKind", "utf16CodeUnits");
    run.put("invocations", List.of(invocation(report)));
    run.put(
        "results",
        Stream.concat(
                report.findings().stream().map(results::of),
                report.allowed().stream().map(results::of))
            .limit(MOST_RESULTS)
            .toList());
    return run;
  }

  /** Those that found something, in their order. */
  private static List<Rule> rules(CheckReport report) {
    return Stream.concat(
            report.findings().stream(), report.allowed().stream().map(Allowed::finding))
        .map(Finding::rule)
        .distinct()
        .sorted()
        .toList();
  }

  private static Map<String, Object> driver(List<Rule> rules, String toolVersion) {
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "ignition-release");
    driver.put("semanticVersion", toolVersion);
    driver.put("rules", rules.stream().map(SarifRule::of).toList());
    return driver;
  }

  private static Map<String, Object> invocation(CheckReport report) {
    Map<String, Object> invocation = new LinkedHashMap<>();
    invocation.put("executionSuccessful", true);
    int left = report.findings().size() + report.allowed().size() - MOST_RESULTS;
    if (left > 0) {
      invocation.put(
          "toolExecutionNotifications",
          List.of(
              Map.of(
                  "level",
                  "warning",
                  "message",
                  Map.of(
                      "text", "And " + Words.number(left, "more finding") + " in the report."))));
    }
    return invocation;
  }
}
