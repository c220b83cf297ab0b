package org.ignition.migration.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ignition.image.Digest;
import org.ignition.migration.Script;
import org.ignition.migration.sql.Position;
import org.ignition.migration.sql.SqlSplitter;
import org.junit.jupiter.api.Test;

class RulePolicyTest {

  private static final Path FILE = Path.of("1_a.sql");

  private static Script script(String text) {
    Digest checksum = Digest.of(text.getBytes(StandardCharsets.UTF_8));
    return new Script(FILE, SqlSplitter.split(text), true, checksum);
  }

  private static Finding finding(Rule rule, int line) {
    return Finding.of(rule, FILE, new Position(line, 1), "m", "");
  }

  private static List<Rule> rules(Judged judged) {
    return judged.findings().stream().map(Finding::rule).toList();
  }

  @Test
  void weighsByPreset() {
    RulePolicy relaxed = new RulePolicy(Preset.RELAXED, Map.of());
    Judged judged = relaxed.judge(List.of(finding(Rule.L1, 1)), List.of(script("SELECT 1;")));
    assertEquals(Severity.WARNING, judged.worst());
  }

  @Test
  void weighsAsTheUserSays() {
    RulePolicy policy =
        new RulePolicy(Preset.RELAXED, Map.of(Rule.L1, Severity.ERROR, Rule.N1, Severity.OFF));
    Judged judged =
        policy.judge(
            List.of(finding(Rule.L1, 1), finding(Rule.N1, 1)), List.of(script("SELECT 1;")));
    assertEquals(List.of(Rule.L1), rules(judged));
    assertEquals(Severity.ERROR, judged.worst());
  }

  @Test
  void lowersButNeverRaisesWhatARuleItselfWeighsLess() {
    Finding mild = finding(Rule.B5, 1).weighing(Severity.NOTE);
    Script script = script("SELECT 1;");
    RulePolicy raised = new RulePolicy(Preset.ZERO_DOWNTIME, Map.of(Rule.B5, Severity.ERROR));
    RulePolicy silent = new RulePolicy(Preset.ZERO_DOWNTIME, Map.of(Rule.B5, Severity.OFF));
    assertEquals(Severity.NOTE, raised.judge(List.of(mild), List.of(script)).worst());
    assertEquals(Severity.OFF, silent.judge(List.of(mild), List.of(script)).worst());
  }

  @Test
  void allowsAtTheStatementOnly() {
    Script script = script("-- ignition: allow L1 reason=\"small table\"\nSELECT 1;\nSELECT 2;\n");
    Judged judged =
        RulePolicy.DEFAULT.judge(
            List.of(finding(Rule.L1, 2), finding(Rule.L1, 3)), List.of(script));
    assertEquals(List.of(Rule.L1), rules(judged));
    assertEquals(3, judged.findings().getFirst().at().line());
    assertEquals("small table", judged.allowed().getFirst().reason());
  }

  @Test
  void allowsRulesOfTheFileAnywhere() {
    Script script = script("SELECT 1;\n-- ignition: allow R3 reason=\"known\"\nSELECT 2;\n");
    Judged judged = RulePolicy.DEFAULT.judge(List.of(finding(Rule.R3, 1)), List.of(script));
    assertEquals(List.of(), rules(judged));
  }

  @Test
  void reportsWhatAllowsNothing() {
    Script script = script("-- ignition: allow L1 reason=\"x\"\nSELECT 1;\n");
    Judged judged = RulePolicy.DEFAULT.judge(List.of(), List.of(script));
    assertEquals(List.of(Rule.R7), rules(judged));
  }

  @Test
  void reportsUnknownRulesAndUnreadableDirectives() {
    Script script =
        script("-- ignition: allow X9 reason=\"x\"\nSELECT 1;\n-- ignition: alow L1\nSELECT 2;\n");
    Judged judged = RulePolicy.DEFAULT.judge(List.of(), List.of(script));
    assertEquals(List.of(Rule.R7, Rule.R7), rules(judged));
  }

  @Test
  void keepsAllowancesOfRulesThatAreOff() {
    Script script = script("-- ignition: allow N9 reason=\"x\"\nSELECT 1;\n");
    Judged judged = RulePolicy.DEFAULT.judge(List.of(finding(Rule.N9, 2)), List.of(script));
    assertEquals(List.of(), rules(judged));
  }

  @Test
  void findsNothingTwice() {
    Judged judged =
        RulePolicy.DEFAULT.judge(
            List.of(finding(Rule.L1, 1), finding(Rule.L1, 1)), List.of(script("SELECT 1;")));
    assertEquals(List.of(Rule.L1), rules(judged));
  }
}
