package org.ignition.migration.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.migration.Verdict;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.trace.StatementTrace.Dropped;
import org.ignition.migration.trace.StatementTrace.Rewrite.Cause;

/** What every form of a report says in the same words. Not yet harmless: names are as found. */
final class Words {

  private static final int MOST_NAMES = 3;
  private static final String NONE = "none";

  private Words() {}

  /** Such as {@code Migrations refused: 2 errors, 1 warning}. */
  static String headline(CheckReport report) {
    String counts = counts(report);
    return "Migrations " + report.result() + (counts.isEmpty() ? "" : ": " + counts);
  }

  private static String counts(CheckReport report) {
    return Stream.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)
        .filter(severity -> report.count(severity) > 0)
        .map(severity -> number(report.count(severity), severity.toString()))
        .collect(Collectors.joining(", "));
  }

  /** How many were rehearsed, where, how fast and against what. */
  static String extent(CheckReport report) {
    return String.format(
        Locale.ROOT,
        "%d of %s in %s rehearsed up, down and up on %s in %.2f s%s.",
        report.rehearsed(),
        number(report.total(), "migration"),
        report.folder(),
        report.database(),
        report.took().toMillis() / 1000.0,
        against(report.base()));
  }

  private static String against(BaseVerdict base) {
    return switch (base) {
      case BaseVerdict.Compared(var commit) -> ", compared with base " + commit.shortSha();
      case BaseVerdict.Unknown _ -> ", compared with nothing";
      case BaseVerdict.None _ -> "";
    };
  }

  static String number(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** Rule and title, such as {@code L1 Index built while writes wait}. */
  static String rule(Finding finding) {
    return finding.rule().name() + " " + finding.rule().title();
  }

  /** {@code file:line:column}. */
  static String place(Finding finding) {
    return finding.file() + ":" + finding.at().line() + ":" + finding.at().column();
  }

  static String strongestLock(MigrationReport migration) {
    return migration.strongestLock().map(Words::lock).orElse(NONE);
  }

  static String lock(StatementReport.Lock lock) {
    return lock.mode() + " on " + lock.relation();
  }

  static String rewriteOrScan(MigrationReport migration) {
    List<String> parts = new ArrayList<>();
    List<String> rewritten =
        names(migration, s -> s.rewrites().stream().map(StatementReport.Rewrite::relation));
    List<String> scanned =
        names(migration, s -> s.scans().stream().map(StatementReport.Scan::relation));
    if (!rewritten.isEmpty()) {
      parts.add("rewrites " + some(rewritten));
    }
    if (!scanned.isEmpty()) {
      parts.add("scans " + some(scanned));
    }
    return parts.isEmpty() ? NONE : String.join("; ", parts);
  }

  private static List<String> names(
      MigrationReport migration, Function<StatementReport, Stream<String>> relations) {
    return migration.statements().stream().flatMap(relations).distinct().toList();
  }

  private static String some(List<String> names) {
    String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    return names.size() > MOST_NAMES
        ? first + " and " + (names.size() - MOST_NAMES) + " more"
        : first;
  }

  static String reversible(MigrationReport migration) {
    return migration.assessment().reversibility()
        + (migration.assessment().lossyDown() ? ", lossy down" : "");
  }

  static String rowsSurvive(MigrationReport migration) {
    return migration.proof().rowsSurvive().toString();
  }

  /** The levels of proof, in the order in which they are tried. */
  static String proof(MigrationReport migration) {
    return "down runs: "
        + migration.proof().downRuns()
        + ", schema equal: "
        + migration.proof().schemaEqual()
        + ", second up equal: "
        + migration.proof().reupEqual()
        + ", column order equal: "
        + migration.proof().orderEqual()
        + ", rows survive: "
        + migration.proof().rowsSurvive();
  }

  /** What whoever releases it must know, a sentence each. */
  static List<String> remarks(MigrationReport migration) {
    List<String> remarks = new ArrayList<>();
    remarks.add(
        "Backward compatible with the running version: "
            + migration.assessment().backwardCompatible()
            + ".");
    if (!migration.lossyObjects().isEmpty()) {
      remarks.add("Its down loses what was written to " + some(migration.lossyObjects()) + ".");
    }
    if (!migration.emptyTables().isEmpty()) {
      remarks.add("Rehearsed without rows in " + some(migration.emptyTables()) + ".");
    }
    if (migration.cloned()) {
      remarks.add(
          "Runs without one transaction around all of it: what ran before a failure stays.");
    }
    return remarks;
  }

  /** The migrations that the running version can't live with. */
  static List<String> breaking(CheckReport report) {
    return report.migrations().stream()
        .filter(migration -> migration.assessment().backwardCompatible() == Verdict.NO)
        .map(MigrationReport::label)
        .toList();
  }

  /** A statement on one line of at most {@code longest} characters. */
  static String statement(StatementReport statement, int longest) {
    return Shortened.to(statement.text().strip().replaceAll("\\s+", " "), longest);
  }

  /** What a statement did, a line each: locks, rewrites, scans, drops, the server's words. */
  static List<String> observed(StatementReport statement) {
    List<String> lines = new ArrayList<>();
    statement.locks().forEach(lock -> lines.add(lock(lock) + held(statement.heldFor())));
    statement
        .rewrites()
        .forEach(rewrite -> lines.add("rewrites " + rewrite.relation() + because(rewrite.cause())));
    statement.scans().forEach(s -> lines.add("scans " + s.relation() + times(s.times())));
    statement.dropped().forEach(dropped -> lines.add(dropped(dropped)));
    if (statement.rows() > 0) {
      lines.add("changes " + number(statement.rows(), "row"));
    }
    statement.reasons().forEach(reason -> lines.add("server: " + reason));
    return lines;
  }

  private static String held(Duration heldFor) {
    return heldFor.isZero() ? "" : ", held " + heldFor.toMillis() + " ms after it";
  }

  private static String because(Cause cause) {
    return cause == Cause.UNSAID ? "" : " (" + of(cause) + ")";
  }

  private static String times(long times) {
    return times > 1 ? " " + times + " times" : "";
  }

  private static String dropped(Dropped dropped) {
    return "drops "
        + dropped.type()
        + " "
        + dropped.identity()
        + (dropped.named() ? "" : " as well");
  }

  static String of(Cause cause) {
    return cause.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
