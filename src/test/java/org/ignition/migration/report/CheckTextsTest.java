package org.ignition.migration.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.ignition.action.StepSummary;
import org.ignition.migration.Classification;
import org.ignition.migration.Verdict;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.testing.HostileText;
import org.junit.jupiter.api.Test;

/** Whole texts for people; {@code -Dgolden.write=true} writes the files anew. */
class CheckTextsTest {

  private static final String HOSTILE =
      "a|b`c``` <img src=x onerror=y> </details> [x](http://y) @all ##[error]x\n```\n::error::z"
          + "\n## title\u001b[31mred\u202e";

  @Test
  void summaryOfARefusalIsWhole() throws IOException {
    String summary = CheckSummary.of(Reports.refused());
    assertEquals(Reports.golden("refused.md", summary), summary);
  }

  @Test
  void textOfARefusalIsWhole() throws IOException {
    String text = CheckText.of(Reports.refused()) + "\n";
    assertEquals(Reports.golden("refused.txt", text), text);
  }

  @Test
  void summaryOfNothingNewIsWhole() throws IOException {
    String summary = CheckSummary.of(Reports.untouched());
    assertEquals(Reports.golden("untouched.md", summary), summary);
  }

  @Test
  void summaryKeepsHostileTextHarmless() throws IOException {
    String summary = CheckSummary.of(Reports.hostile(HOSTILE));
    assertEquals(Reports.golden("hostile.md", summary), summary);
    HostileText.all()
        .map(text -> text + HOSTILE)
        .forEach(text -> {
          String hostile = CheckSummary.of(Reports.hostile(text));
          assertFalse(hostile.contains("<img"), hostile);
          assertFalse(hostile.contains("@all"), hostile);
          assertFalse(hostile.contains("\u001b"), hostile);
          assertEquals(1, lines(hostile, "## "), hostile);
          assertEquals(lines(hostile, "<details>"), lines(hostile, "</details>"), hostile);
          assertEquals(0, lines(hostile, "```"), hostile);
        });
  }

  private static long lines(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).count();
  }

  @Test
  void textKeepsHostileTextOnItsLine() throws IOException {
    String text = CheckText.of(Reports.hostile(HOSTILE)) + "\n";
    assertEquals(Reports.golden("hostile.txt", text), text);
    assertFalse(text.contains("\u001b"));
    assertEquals(0, lines(text, "::"));
  }

  @Test
  void neverPassesSilentlyWithoutABase() {
    BaseVerdict unknown = new BaseVerdict.Unknown("the clone is shallow", "fetch-depth: 2");
    CheckReport report = Reports.report(unknown, List.of(), List.of(), List.of());
    assertEquals(Outcome.WARNED, report.result());
    assertTrue(CheckSummary.of(report).contains("**The base is unknown:** the clone is shallow"));
    assertTrue(CheckText.of(report).contains("→ fetch-depth: 2"));
  }

  @Test
  void summaryOfTheLargestCheckFitsAndNamesTheWorst() {
    List<MigrationReport> migrations =
        IntStream.range(0, 2000)
            .mapToObj(i ->
                Reports.migration("" + i, "x".repeat(60), Verdict.NO, Classification.TRANSFORM))
            .toList();
    List<Finding> findings =
        IntStream.range(0, 2000)
            .mapToObj(i -> Reports.finding(Rule.L1, i + "_x.sql", 1, "y".repeat(200), "z"))
            .toList();
    String summary = CheckSummary.of(Reports.report(Reports.BASE, migrations, findings, List.of()));
    assertTrue(
        summary.getBytes(StandardCharsets.UTF_8).length < StepSummary.LIMIT, summary.length() + "");
    assertTrue(summary.contains("And 1950 more findings in the report."));
    assertTrue(summary.contains("And 1900 more migrations in the report."));
  }

  @Test
  void textOfTheLargestCheckIsBounded() {
    List<Finding> findings =
        IntStream.range(0, 2000)
            .mapToObj(i -> Reports.finding(Rule.L1, i + "_x.sql", 1, "y", "z"))
            .toList();
    String text = CheckText.of(Reports.report(Reports.BASE, List.of(), findings, List.of()));
    assertTrue(text.endsWith("and 1900 more findings in the report"), text);
    assertTrue(text.lines().count() < 1000);
  }

  @Test
  void findingsAreWorstFirstAndThoseSwitchedOffAreLeftOut() {
    Finding note = Reports.finding(Rule.L4, "1.sql", 1, "n", "");
    Finding off =
        Reports.finding(Rule.L1, "1.sql", 1, "o", "")
            .weighing(org.ignition.migration.rule.Severity.OFF);
    Finding error = Reports.finding(Rule.L1, "2.sql", 9, "e", "");
    CheckReport report =
        Reports.report(Reports.BASE, List.of(), List.of(note, off, error), List.of());
    assertEquals(List.of(error, note), report.findings());
    assertEquals("Migrations refused: 1 error, 1 note", Words.headline(report));
  }
}
