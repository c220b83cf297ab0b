package org.ignition.migration.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.ignition.image.Digest;
import org.ignition.log.PrintableText;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Judged.Allowed;
import org.ignition.migration.rule.Rule;

/** Findings as SARIF's {@code result} (SARIF 2.1.0, §3.27). */
final class SarifResults {

  /** Unlike a line's number this stays when other lines come and go. */
  private static final String FINGERPRINT = "ignitionFinding/v1";

  private static final int FINGERPRINT_DIGITS = 16;
  private static final Pattern LINK = Pattern.compile("](?=\\()");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(?=[0-9]+})");
  private static final String UNRESERVED = "-._~/";

  private final List<Rule> rules;
  private final Map<String, Integer> seen = new HashMap<>();

  /**
   * @param rules of the run, in their order
   */
  SarifResults(List<Rule> rules) {
    this.rules = rules;
  }

  Map<String, Object> of(Finding finding) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", finding.rule().name());
    result.put("ruleIndex", rules.indexOf(finding.rule()));
    result.put("level", SarifRule.level(finding.severity()));
    result.put("message", Map.of("text", message(text(finding))));
    result.put("locations", List.of(Map.of("physicalLocation", place(finding))));
    result.put("partialFingerprints", Map.of(FINGERPRINT, fingerprint(finding)));
    return result;
  }

  Map<String, Object> of(Allowed allowed) {
    Map<String, Object> suppression = new LinkedHashMap<>();
    suppression.put("kind", "inSource");
    suppression.put("status", "accepted");
    suppression.put("justification", allowed.reason());
    Map<String, Object> result = of(allowed.finding());
    result.put("suppressions", List.of(suppression));
    return result;
  }

  private static String text(Finding finding) {
    String said = PrintableText.oneLine(finding.message());
    return finding.fix().isEmpty()
        ? said
        : said + "\n\nInstead:\n" + String.join("\n", PrintableText.lines(finding.fix()));
  }

  /** Links and placeholders, which a message may have (§3.11.5, §3.11.6), are none of ours. */
  static String message(String text) {
    return PLACEHOLDER.matcher(LINK.matcher(text).replaceAll("] ")).replaceAll("{ ");
  }

  private static Map<String, Object> place(Finding finding) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("uri", uri(finding.file()));
    file.put("uriBaseId", "%SRCROOT%");
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("startLine", Math.max(1, finding.at().line()));
    region.put("startColumn", Math.max(1, finding.at().column()));
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("artifactLocation", file);
    place.put("region", region);
    return place;
  }

  /** A relative reference (RFC 3986, §4.2) in which nothing but what is unreserved stands as is. */
  static String uri(Path file) {
    StringBuilder uri = new StringBuilder();
    for (byte octet : file.toString().getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (isAlphanumeric(c) || UNRESERVED.indexOf(c) >= 0) {
        uri.append(c);
      } else {
        uri.append(String.format("%%%02X", (int) c));
      }
    }
    return uri.toString();
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Equal findings of a file are told apart by their order, as GitHub's own fingerprints are. */
  private String fingerprint(Finding finding) {
    String identity = finding.rule().name() + "\n" + finding.file() + "\n" + finding.message();
    String digest =
        Digest.of(identity.getBytes(StandardCharsets.UTF_8)).value().substring("sha256:".length());
    return digest.substring(0, FINGERPRINT_DIGITS) + ":" + seen.merge(digest, 1, Integer::sum);
  }
}
