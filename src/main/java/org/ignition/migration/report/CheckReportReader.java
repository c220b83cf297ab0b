package org.ignition.migration.report;

import static org.ignition.migration.report.ReportFields.bool;
import static org.ignition.migration.report.ReportFields.constant;
import static org.ignition.migration.report.ReportFields.count;
import static org.ignition.migration.report.ReportFields.invalid;
import static org.ignition.migration.report.ReportFields.list;
import static org.ignition.migration.report.ReportFields.mapping;
import static org.ignition.migration.report.ReportFields.number;
import static org.ignition.migration.report.ReportFields.path;
import static org.ignition.migration.report.ReportFields.seconds;
import static org.ignition.migration.report.ReportFields.text;
import static org.ignition.migration.report.ReportFields.whole;

import java.nio.file.Path;
import java.util.Optional;
import org.ignition.failure.InputException;
import org.ignition.image.CommitSha;
import org.ignition.image.Digest;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.ignition.migration.Assessment;
import org.ignition.migration.Classification;
import org.ignition.migration.DeploymentOrder;
import org.ignition.migration.Reversibility;
import org.ignition.migration.Verdict;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Judged.Allowed;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.sql.Position;
import org.ignition.migration.trace.LockMode;
import org.ignition.migration.trace.Proof;
import org.ignition.migration.trace.StatementTrace.Dropped;
import org.ignition.migration.trace.StatementTrace.Rewrite.Cause;

/** Reads what {@link CheckReportJson} writes, and nothing else. */
public final class CheckReportReader {

  private CheckReportReader() {}

  /**
   * The report that {@code text} holds.
   *
   * @param file what errors name
   * @throws InputException when anything is missing, unknown or of another form; it names the key
   *     and where it stands
   */
  public static CheckReport read(String text, Path file) {
    Fields fields = Fields.of(Documents.json(text, file, ReportFields.KIND), ReportFields.KIND, "");
    long version = number(fields, "schema_version");
    if (version != CheckReportJson.SCHEMA_VERSION) {
      throw invalid(fields, "schema_version", "not " + CheckReportJson.SCHEMA_VERSION);
    }
    return whole(fields, CheckReportReader::report);
  }

  private static CheckReport report(Fields fields) {
    return new CheckReport(
        path(fields, "folder"),
        text(fields, "database"),
        constant(fields, "result", Outcome.values()),
        mapping(fields, "base", CheckReportReader::base),
        count(fields, "total"),
        count(fields, "rehearsed"),
        seconds(fields, "duration_sec"),
        fields.texts("roles_made"),
        list(fields, "migrations", CheckReportReader::migration),
        list(fields, "findings", CheckReportReader::finding),
        list(fields, "allowed", CheckReportReader::allowed));
  }

  private static BaseVerdict base(Fields fields) {
    Optional<String> commit = fields.text("commit");
    Optional<String> why = fields.text("why");
    Optional<String> advice = fields.text("advice");
    return switch (text(fields, "verdict")) {
      case "compared" ->
          new BaseVerdict.Compared(
              commit
                  .filter(hex -> hex.matches("[0-9a-f]{40}"))
                  .map(CommitSha::new)
                  .orElseThrow(() -> invalid(fields, "commit", "not a commit SHA")));
      case "unknown" -> new BaseVerdict.Unknown(why.orElse(""), advice.orElse(""));
      case "none" -> new BaseVerdict.None();
      default -> throw invalid(fields, "verdict", "none of compared, unknown, none");
    };
  }

  private static MigrationReport migration(Fields fields) {
    return new MigrationReport(
        text(fields, "version"),
        text(fields, "name"),
        new MigrationReport.File(path(fields, "up_file"), digest(fields, "up_checksum")),
        down(fields),
        assessment(fields),
        mapping(fields, "proof", CheckReportReader::proof),
        fields.texts("lossy_objects"),
        bool(fields, "cloned"),
        fields.texts("empty_tables"),
        list(fields, "statements", CheckReportReader::statement),
        list(fields, "down_statements", CheckReportReader::statement));
  }

  private static Optional<MigrationReport.File> down(Fields fields) {
    Optional<String> file = fields.text("down_file");
    if (file.isPresent() != fields.text("down_checksum").isPresent()) {
      throw invalid(fields, "down_checksum", "it and down_file go together");
    }
    return file.map(text ->
        new MigrationReport.File(
            ReportFields.toPath(fields, "down_file", text), digest(fields, "down_checksum")));
  }

  private static Digest digest(Fields fields, String key) {
    String text = text(fields, key);
    if (!Digest.isDigest(text)) {
      throw invalid(fields, key, "not a SHA-256 checksum");
    }
    return new Digest(text);
  }

  private static Assessment assessment(Fields fields) {
    return new Assessment(
        constant(fields, "classification", Classification.values()),
        constant(fields, "order", DeploymentOrder.values()),
        constant(fields, "backward_compatible", Verdict.values()),
        constant(fields, "reversible", Reversibility.values()),
        bool(fields, "lossy_down"));
  }

  private static Proof proof(Fields fields) {
    return new Proof(
        constant(fields, "down_runs", Verdict.values()),
        constant(fields, "schema_equal", Verdict.values()),
        constant(fields, "reup_equal", Verdict.values()),
        constant(fields, "order_equal", Verdict.values()),
        constant(fields, "rows_survive", Verdict.values()));
  }

  private static StatementReport statement(Fields fields) {
    return new StatementReport(
        count(fields, "line"),
        count(fields, "column"),
        text(fields, "text"),
        list(fields, "locks", CheckReportReader::lock),
        list(fields, "rewrite", CheckReportReader::rewrite),
        list(
            fields,
            "scans",
            scan -> new StatementReport.Scan(text(scan, "relation"), number(scan, "times"))),
        list(fields, "dropped", CheckReportReader::dropped),
        fields.texts("reasons"),
        seconds(fields, "took_sec"),
        seconds(fields, "held_sec"),
        number(fields, "rows"));
  }

  private static StatementReport.Lock lock(Fields fields) {
    return new StatementReport.Lock(
        text(fields, "relation"), constant(fields, "mode", LockMode.values()));
  }

  private static StatementReport.Rewrite rewrite(Fields fields) {
    return new StatementReport.Rewrite(
        text(fields, "relation"), constant(fields, "cause", Cause.values(), Words::of));
  }

  private static Dropped dropped(Fields fields) {
    return new Dropped(text(fields, "type"), text(fields, "identity"), bool(fields, "named"));
  }

  private static Finding finding(Fields fields) {
    return new Finding(
        constant(fields, "id", Rule.values(), Rule::name),
        constant(fields, "severity", Severity.values()),
        path(fields, "file"),
        new Position(count(fields, "line"), count(fields, "column")),
        text(fields, "message"),
        text(fields, "fix"));
  }

  private static Allowed allowed(Fields fields) {
    return new Allowed(finding(fields), text(fields, "reason"));
  }
}
