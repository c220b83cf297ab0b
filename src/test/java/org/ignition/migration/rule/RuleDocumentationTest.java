package org.ignition.migration.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/migrations.md and the code say the same. */
class RuleDocumentationTest {

  private static final Path PAGE = Path.of("docs/migrations.md");

  @Test
  void hasASectionForEachRuleInTheirOrderAndNoOther() throws IOException {
    List<String> headings =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("### ")).toList();
    List<String> rules =
        Arrays.stream(Rule.values()).map(rule -> "### " + rule + " " + rule.title()).toList();
    assertEquals(rules, headings);
  }

  @ParameterizedTest
  @EnumSource
  void saysSeverityAndReason(Rule rule) throws IOException {
    String expected =
        "### %s %s\n\n%s, %s. %s\n\n- Observed: "
            .formatted(
                rule,
                rule.title(),
                capitalised(rule.severity(Preset.ZERO_DOWNTIME)),
                rule.severity(Preset.RELAXED),
                rule.why());
    assertTrue(Files.readString(PAGE).contains(expected), expected);
  }

  private static String capitalised(Severity severity) {
    String text = severity.toString();
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  @ParameterizedTest
  @EnumSource
  void weighsNoRuleMoreWhenRelaxed(Rule rule) {
    assertTrue(rule.severity(Preset.RELAXED).compareTo(rule.severity(Preset.ZERO_DOWNTIME)) >= 0);
  }
}
