package org.ignition.migration.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Judged.Allowed;
import org.ignition.migration.trace.Proof;
import org.ignition.migration.trace.StatementTrace.Dropped;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of {@link CheckReport}, snake_case, {@code schema_version} first (published in
 * docs/migration-report-schema.json). What there is none of is {@code null} or an empty list, never
 * left out.
 */
public final class CheckReportJson {

  /** The version of the form that is written. */
  public static final int SCHEMA_VERSION = 1;

  private CheckReportJson() {}

  /** The document, ready for {@link org.ignition.json.Json}. */
  public static Map<String, @Nullable Object> write(CheckReport report) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("schema_version", SCHEMA_VERSION);
    json.put("database", report.database());
    json.put("result", report.result().toString());
    json.put("folder", report.folder().toString());
    json.put("base", base(report.base()));
    json.put("total", report.total());
    json.put("rehearsed", report.rehearsed());
    json.put("duration_sec", seconds(report.took()));
    json.put("roles_made", report.rolesMade());
    json.put("migrations", report.migrations().stream().map(CheckReportJson::migration).toList());
    json.put("findings", report.findings().stream().map(CheckReportJson::finding).toList());
    json.put("allowed", report.allowed().stream().map(CheckReportJson::allowed).toList());
    return json;
  }

  private static Map<String, @Nullable Object> base(BaseVerdict base) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("verdict", base.word());
    json.put(
        "commit", base instanceof BaseVerdict.Compared compared ? compared.commit().hex() : null);
    json.put("why", base instanceof BaseVerdict.Unknown unknown ? unknown.why() : null);
    json.put("advice", base instanceof BaseVerdict.Unknown unknown ? unknown.advice() : null);
    return json;
  }

  private static Map<String, @Nullable Object> migration(MigrationReport migration) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("version", migration.version());
    json.put("name", migration.name());
    json.put("up_file", migration.up().path().toString());
    json.put("down_file", path(migration.down()));
    json.put("up_checksum", migration.up().checksum().value());
    json.put("down_checksum", checksum(migration.down()));
    json.put("classification", migration.assessment().classification().toString());
    json.put("backward_compatible", migration.assessment().backwardCompatible().toString());
    json.put("order", migration.assessment().order().toString());
    json.put("proof", proof(migration.proof()));
    json.put("reversible", migration.assessment().reversibility().toString());
    json.put("lossy_down", migration.assessment().lossyDown());
    json.put("lossy_objects", migration.lossyObjects());
    json.put("cloned", migration.cloned());
    json.put("empty_tables", migration.emptyTables());
    json.put("statements", statements(migration.statements()));
    json.put("down_statements", statements(migration.downStatements()));
    return json;
  }

  private static @Nullable String path(Optional<MigrationReport.File> file) {
    return file.map(MigrationReport.File::path).map(Path::toString).orElse(null);
  }

  private static @Nullable String checksum(Optional<MigrationReport.File> file) {
    return file.map(script -> script.checksum().value()).orElse(null);
  }

  private static Map<String, String> proof(Proof proof) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("down_runs", proof.downRuns().toString());
    json.put("schema_equal", proof.schemaEqual().toString());
    json.put("reup_equal", proof.reupEqual().toString());
    json.put("order_equal", proof.orderEqual().toString());
    json.put("rows_survive", proof.rowsSurvive().toString());
    return json;
  }

  private static List<Map<String, Object>> statements(List<StatementReport> statements) {
    return statements.stream().map(CheckReportJson::statement).toList();
  }

  private static Map<String, Object> statement(StatementReport statement) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("line", statement.line());
    json.put("column", statement.column());
    json.put("text", statement.text());
    json.put(
        "locks",
        statement.locks().stream()
            .map(lock -> pair("relation", lock.relation(), "mode", lock.mode().toString()))
            .toList());
    json.put(
        "rewrite",
        statement.rewrites().stream()
            .map(
                rewrite -> pair("relation", rewrite.relation(), "cause", Words.of(rewrite.cause())))
            .toList());
    json.put(
        "scans",
        statement.scans().stream()
            .map(scan -> pair("relation", scan.relation(), "times", scan.times()))
            .toList());
    json.put("dropped", statement.dropped().stream().map(CheckReportJson::dropped).toList());
    json.put("reasons", statement.reasons());
    json.put("took_sec", seconds(statement.took()));
    json.put("held_sec", seconds(statement.heldFor()));
    json.put("rows", statement.rows());
    return json;
  }

  private static Map<String, Object> dropped(Dropped dropped) {
    Map<String, Object> json = pair("type", dropped.type(), "identity", dropped.identity());
    json.put("named", dropped.named());
    return json;
  }

  private static Map<String, Object> pair(String key, Object value, String other, Object second) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(key, value);
    json.put(other, second);
    return json;
  }

  private static Map<String, Object> finding(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", finding.rule().name());
    json.put("severity", finding.severity().toString());
    json.put("file", finding.file().toString());
    json.put("line", finding.at().line());
    json.put("column", finding.at().column());
    json.put("message", finding.message());
    json.put("fix", finding.fix());
    return json;
  }

  private static Map<String, Object> allowed(Allowed allowed) {
    Map<String, Object> json = finding(allowed.finding());
    json.put("reason", allowed.reason());
    return json;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
