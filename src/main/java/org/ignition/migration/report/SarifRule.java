package org.ignition.migration.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;

/** A rule as SARIF's {@code reportingDescriptor} (SARIF 2.1.0, §3.49). */
final class SarifRule {

  private SarifRule() {}

  static Map<String, Object> of(Rule rule) {
    String help = rule.why() + "\n\nSee " + rule.name() + " in docs/migrations.md.";
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", rule.name());
    json.put("shortDescription", Map.of("text", rule.title()));
    json.put("fullDescription", Map.of("text", rule.why()));
    json.put("help", help(rule, help));
    json.put("defaultConfiguration", configuration(rule.severity()));
    json.put("properties", Map.of("tags", List.of("database", "migration")));
    return json;
  }

  private static Map<String, Object> help(Rule rule, String text) {
    Map<String, Object> help = new LinkedHashMap<>();
    help.put("text", text);
    help.put("markdown", "**" + rule.name() + " " + rule.title() + "**\n\n" + text);
    return help;
  }

  private static Map<String, Object> configuration(Severity severity) {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("enabled", severity != Severity.OFF);
    configuration.put("level", level(severity));
    return configuration;
  }

  /** SARIF's word (§3.27.10). */
  static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "note";
      case OFF -> "none";
    };
  }
}
