package org.ignition.migration.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.ignition.action.Markdown;
import org.ignition.migration.rule.Finding;

/**
 * A report in GitHub's Markdown: verdict first, then the findings, a table of the migrations, and
 * each migration folded.
 */
public final class CheckSummary {

  /** Bounds that keep the largest check far below what GitHub refuses, and readable. */
  private static final int MOST_FINDINGS = 50;

  private static final int MOST_MIGRATIONS = 100;
  private static final int MOST_DETAILS = 30;

  private final CheckReport report;
  private final FindingsByMigration findings;
  private final List<String> lines = new ArrayList<>();

  private CheckSummary(CheckReport report) {
    this.report = report;
    this.findings = new FindingsByMigration(report);
  }

  /** The whole text, ended by a line end. */
  public static String of(CheckReport report) {
    CheckSummary summary = new CheckSummary(report);
    summary.verdict();
    summary.findings();
    summary.migrations();
    summary.details();
    summary.allowed();
    return String.join("\n", summary.lines) + "\n";
  }

  private void verdict() {
    paragraph("## " + Markdown.text(Words.headline(report)));
    paragraph(Markdown.text(Words.extent(report)));
    if (report.base() instanceof BaseVerdict.Unknown(var why, var advice)) {
      paragraph(
          "**The base is unknown:** "
              + Markdown.text(why)
              + " **What to do:** "
              + Markdown.text(advice));
    }
    if (!report.rolesMade().isEmpty()) {
      paragraph("Roles made for it: " + Markdown.text(String.join(", ", report.rolesMade())));
    }
  }

  private void findings() {
    if (report.findings().isEmpty()) {
      return;
    }
    lines.add("| | rule | where | what |");
    lines.add("|---|---|---|---|");
    report.findings().stream().limit(MOST_FINDINGS).forEach(this::finding);
    paragraph("");
    more(report.findings().size() - MOST_FINDINGS, "finding");
  }

  private void finding(Finding finding) {
    row(
        finding.severity().toString(),
        Markdown.text(Words.rule(finding)),
        Markdown.code(Words.place(finding)),
        Markdown.text(finding.message()));
  }

  private void migrations() {
    if (report.migrations().isEmpty()) {
      return;
    }
    lines.add(
        "| migration | class | order | strongest lock | rewrite or scan | reversible | rows survive |");
    lines.add("|---|---|---|---|---|---|---|");
    foremost(MOST_MIGRATIONS).forEach(this::migration);
    paragraph("");
    more(report.migrations().size() - MOST_MIGRATIONS, "migration");
    List<String> breaking = Words.breaking(report);
    if (!breaking.isEmpty()) {
      paragraph(
          "**Not backward compatible with the running version:** "
              + Markdown.text(String.join(", ", breaking.stream().limit(MOST_DETAILS).toList())));
    }
  }

  /** Those with findings before the others, newest first; then again in their order. */
  private List<MigrationReport> foremost(int most) {
    Set<MigrationReport> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
    report.migrations().reversed().stream()
        .sorted(Comparator.comparing(findings::isEmpty))
        .limit(most)
        .forEach(chosen::add);
    return report.migrations().stream().filter(chosen::contains).toList();
  }

  private void migration(MigrationReport migration) {
    row(
        Markdown.text(migration.label()),
        migration.assessment().classification().toString(),
        migration.assessment().order().toString(),
        Markdown.text(Words.strongestLock(migration)),
        Markdown.text(Words.rewriteOrScan(migration)),
        Words.reversible(migration),
        Words.rowsSurvive(migration));
  }

  private void details() {
    foremost(MOST_DETAILS)
        .forEach(migration -> lines.addAll(MigrationDetails.of(migration, findings.in(migration))));
    lines.addAll(MigrationDetails.elsewhere(findings.elsewhere().limit(MOST_FINDINGS).toList()));
  }

  private void allowed() {
    if (report.allowed().isEmpty()) {
      return;
    }
    paragraph("<details><summary>Allowed by a directive</summary>");
    lines.add("| rule | where | reason |");
    lines.add("|---|---|---|");
    report.allowed().stream()
        .limit(MOST_FINDINGS)
        .forEach(allowed ->
            row(
                Markdown.text(Words.rule(allowed.finding())),
                Markdown.code(Words.place(allowed.finding())),
                Markdown.text(allowed.reason())));
    paragraph("");
    paragraph("</details>");
  }

  private void more(int count, String noun) {
    if (count > 0) {
      paragraph("And " + Words.number(count, "more " + noun) + " in the report.");
    }
  }

  private void row(String... cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }

  private void paragraph(String text) {
    lines.add(text);
    if (!text.isEmpty()) {
      lines.add("");
    }
  }
}
