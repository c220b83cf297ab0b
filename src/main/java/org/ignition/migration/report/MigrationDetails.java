package org.ignition.migration.report;

import java.util.ArrayList;
import java.util.List;
import org.ignition.action.Markdown;
import org.ignition.migration.rule.Finding;

/** One migration in GitHub's Markdown, folded. */
final class MigrationDetails {

  private static final int MOST_STATEMENTS = 50;
  private static final int LONGEST_STATEMENT = 120;
  private static final int MOST_OBSERVATIONS = 20;

  private final List<String> lines = new ArrayList<>();

  private MigrationDetails() {}

  static List<String> of(MigrationReport migration, List<Finding> findings) {
    MigrationDetails details = new MigrationDetails();
    details.begin(migration.label(), findings);
    details.facts(migration);
    details.statements(migration.up().path().toString(), migration.statements());
    migration
        .down()
        .ifPresent(down -> details.statements(down.path().toString(), migration.downStatements()));
    findings.forEach(details::finding);
    details.end();
    return details.lines;
  }

  /** Findings that are in no migration. */
  static List<String> elsewhere(List<Finding> findings) {
    MigrationDetails details = new MigrationDetails();
    if (!findings.isEmpty()) {
      details.begin("Outside of the migrations", findings);
      findings.forEach(details::finding);
      details.end();
    }
    return details.lines;
  }

  private void begin(String title, List<Finding> findings) {
    String count = findings.isEmpty() ? "" : ": " + Words.number(findings.size(), "finding");
    paragraph("<details><summary>" + Markdown.text(title) + count + "</summary>");
  }

  private void end() {
    paragraph("</details>");
  }

  private void facts(MigrationReport migration) {
    paragraph(Markdown.text(capitalized(Words.proof(migration)) + "."));
    paragraph(Markdown.text(String.join(" ", Words.remarks(migration))));
  }

  private static String capitalized(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private void statements(String file, List<StatementReport> statements) {
    if (statements.isEmpty()) {
      return;
    }
    lines.add("| line of " + Markdown.code(file) + " | statement | observed |");
    lines.add("|---|---|---|");
    statements.stream().limit(MOST_STATEMENTS).forEach(this::statement);
    if (statements.size() > MOST_STATEMENTS) {
      int more = statements.size() - MOST_STATEMENTS;
      lines.add("| … | " + Words.number(more, "more statement") + " in the report | |");
    }
    lines.add("");
  }

  private void statement(StatementReport statement) {
    List<String> observed =
        Words.observed(statement).stream().limit(MOST_OBSERVATIONS).map(Markdown::text).toList();
    lines.add(
        "| "
            + statement.line()
            + " | "
            + Markdown.code(Words.statement(statement, LONGEST_STATEMENT))
            + " | "
            + String.join("<br>", observed)
            + " |");
  }

  private void finding(Finding finding) {
    paragraph(
        "**"
            + finding.severity()
            + " "
            + Markdown.text(Words.rule(finding))
            + "** at "
            + Markdown.code(Words.place(finding)));
    paragraph(Markdown.text(finding.message()));
    paragraph(Markdown.text(finding.rule().why()));
    if (!finding.fix().isEmpty()) {
      paragraph("Instead:");
      paragraph(Markdown.block("sql", finding.fix()));
    }
  }

  private void paragraph(String text) {
    lines.add(text);
    lines.add("");
  }
}
