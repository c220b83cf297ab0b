package org.ignition.migration.report;

import java.util.ArrayList;
import java.util.List;
import org.ignition.log.PrintableText;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Severity;

/** A report for a terminal or a log: what {@link CheckSummary} says, in plain lines. */
public final class CheckText {

  private static final String INDENT = "  ";
  private static final int LONGEST_STATEMENT = 80;

  /** Bounds that keep the text of the largest check readable; the report holds the rest. */
  private static final int MOST_FINDINGS = 100;

  private static final int MOST_STATEMENTS = 50;
  private static final int MOST_OBSERVATIONS = 20;

  private final List<String> lines = new ArrayList<>();

  private CheckText() {}

  /**
   * The whole text, without a line end at its end. Nothing in it moves a cursor; whoever writes it
   * for a runner makes commands in it harmless.
   */
  public static String of(CheckReport report) {
    CheckText text = new CheckText();
    text.verdict(report);
    text.findings(report.findings());
    text.migrations(report);
    FindingsByMigration findings = new FindingsByMigration(report);
    report.migrations().stream()
        .filter(migration -> isLookedInto(findings.in(migration)))
        .forEach(text::migration);
    text.allowed(report);
    return String.join("\n", text.lines).stripTrailing();
  }

  /** What nobody has to look at has its line in the table, and its details in the other forms. */
  private static boolean isLookedInto(List<Finding> findings) {
    return findings.stream()
        .anyMatch(finding -> finding.severity().compareTo(Severity.WARNING) <= 0);
  }

  private void verdict(CheckReport report) {
    line(Words.headline(report));
    line(Words.extent(report));
    if (report.base() instanceof BaseVerdict.Unknown(var why, var advice)) {
      line("The base is unknown: " + why);
      line(INDENT + "→ " + advice);
    }
    if (!report.rolesMade().isEmpty()) {
      line("Roles made for it: " + String.join(", ", report.rolesMade()));
    }
    lines.add("");
  }

  private void findings(List<Finding> findings) {
    findings.stream().limit(MOST_FINDINGS).forEach(this::finding);
    if (findings.size() > MOST_FINDINGS) {
      more(findings.size() - MOST_FINDINGS, "finding", "");
      lines.add("");
    }
  }

  private void more(int count, String noun, String indent) {
    if (count > 0) {
      line(indent + "and " + Words.number(count, "more " + noun) + " in the report");
    }
  }

  private void finding(Finding finding) {
    line(finding.severity() + " " + Words.rule(finding));
    line(INDENT + Words.place(finding));
    line(INDENT + finding.message());
    line(INDENT + finding.rule().why());
    if (!finding.fix().isEmpty()) {
      line(INDENT + "instead:");
      PrintableText.lines(finding.fix()).forEach(sql -> lines.add(INDENT + INDENT + sql));
    }
    lines.add("");
  }

  private void migrations(CheckReport report) {
    if (report.migrations().isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable(
            "migration",
            "class",
            "order",
            "strongest lock",
            "rewrite or scan",
            "reversible",
            "rows survive");
    report.migrations().forEach(migration -> table.row(cells(migration)));
    lines.addAll(table.lines());
    lines.add("");
    List<String> breaking = Words.breaking(report);
    if (!breaking.isEmpty()) {
      line("Not backward compatible with the running version: " + String.join(", ", breaking));
      lines.add("");
    }
  }

  private static List<String> cells(MigrationReport migration) {
    return List.of(
        migration.label(),
        migration.assessment().classification().toString(),
        migration.assessment().order().toString(),
        Words.strongestLock(migration),
        Words.rewriteOrScan(migration),
        Words.reversible(migration),
        Words.rowsSurvive(migration));
  }

  private void migration(MigrationReport migration) {
    line(migration.label());
    line(INDENT + Words.proof(migration));
    Words.remarks(migration).forEach(remark -> line(INDENT + remark));
    statements(migration.up(), migration.statements());
    migration.down().ifPresent(down -> statements(down, migration.downStatements()));
    lines.add("");
  }

  /** Nothing of a script that did not get to a statement. */
  private void statements(MigrationReport.File file, List<StatementReport> statements) {
    if (statements.isEmpty()) {
      return;
    }
    line(INDENT + file.path());
    statements.stream().limit(MOST_STATEMENTS).forEach(this::statement);
    more(statements.size() - MOST_STATEMENTS, "statement", INDENT + INDENT);
  }

  private void statement(StatementReport statement) {
    line(INDENT + INDENT + statement.line() + ": " + Words.statement(statement, LONGEST_STATEMENT));
    List<String> observed = Words.observed(statement);
    observed.stream().limit(MOST_OBSERVATIONS).forEach(fact -> line(INDENT.repeat(4) + fact));
    more(observed.size() - MOST_OBSERVATIONS, "observation", INDENT.repeat(4));
  }

  private void allowed(CheckReport report) {
    report
        .allowed()
        .forEach(allowed -> {
          line("allowed " + Words.rule(allowed.finding()));
          line(INDENT + Words.place(allowed.finding()));
          line(INDENT + allowed.reason());
          lines.add("");
        });
  }

  private void line(String text) {
    lines.add(PrintableText.oneLine(text));
  }
}
