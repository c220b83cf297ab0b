package org.ignition.report;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ignition.command.Output;
import org.ignition.failure.ErrorCode;
import org.ignition.migration.Assessment;
import org.ignition.migration.Classification;
import org.ignition.migration.DeploymentOrder;
import org.ignition.migration.Verdict;
import org.ignition.migration.report.CheckReport;
import org.ignition.migration.report.CheckSummary;
import org.ignition.migration.rule.Severity;

/** How `check-migrations` ends. */
public final class CheckConclusion {

  private final CheckReport report;
  private final List<Assessment> assessed;

  private CheckConclusion(CheckReport report) {
    this.report = report;
    this.assessed = report.migrations().stream().map(each -> each.assessment()).toList();
  }

  /**
   * After {@code report} was written.
   *
   * @param reportFile where to
   * @param sarifFile where to as SARIF
   */
  public static Conclusion of(CheckReport report, Path reportFile, Optional<Path> sarifFile) {
    return new CheckConclusion(report).conclusion(reportFile, sarifFile);
  }

  private Conclusion conclusion(Path reportFile, Optional<Path> sarifFile) {
    Map<Output, String> outputs = new LinkedHashMap<>(outputs());
    outputs.put(Output.REPORT_FILE, reportFile.toString());
    outputs.put(Output.SARIF_FILE, sarifFile.map(Path::toString).orElse(""));
    return new Conclusion(
        result(), refusal(), outputs, logLine(), CheckSummary.of(report), List.of());
  }

  private Result result() {
    return switch (report.result()) {
      case PASSED -> Result.PASSED;
      case WARNED -> Result.WARNED;
      case REFUSED -> Result.REFUSED;
    };
  }

  private Optional<ErrorCode> refusal() {
    return Optional.of(ErrorCode.MIGRATIONS_REFUSED).filter(_ -> result() == Result.REFUSED);
  }

  private Map<Output, String> outputs() {
    return Map.of(
        Output.CLASSIFICATION, text(classification()),
        Output.BACKWARD_COMPATIBLE, text(backwardCompatible()),
        Output.ORDER, text(order()),
        Output.ERRORS, Long.toString(report.count(Severity.ERROR)),
        Output.WARNINGS, Long.toString(report.count(Severity.WARNING)));
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }

  private Map<String, Object> logLine() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("phase", "check-migrations");
    line.put("result", result().toString());
    refusal().ifPresent(code -> line.put("error_code", code.id()));
    line.put("folder", report.folder().toString());
    line.put("database", report.database());
    line.put("migrations", report.total());
    line.put("rehearsed", report.rehearsed());
    line.put("errors", report.count(Severity.ERROR));
    line.put("warnings", report.count(Severity.WARNING));
    line.put("classification", text(classification()));
    line.put("backward_compatible", text(backwardCompatible()));
    line.put("order", text(order()));
    line.put("check_duration_sec", report.took().toMillis() / 1000.0);
    return line;
  }

  /** The gravest. */
  private Optional<Classification> classification() {
    return assessed.stream().map(Assessment::classification).max(Comparator.naturalOrder());
  }

  private Optional<Verdict> backwardCompatible() {
    Set<Verdict> verdicts =
        assessed.stream().map(Assessment::backwardCompatible).collect(Collectors.toSet());
    if (verdicts.contains(Verdict.NO)) {
      return Optional.of(Verdict.NO);
    }
    return verdicts.contains(Verdict.UNKNOWN)
        ? Optional.of(Verdict.UNKNOWN)
        : verdicts.stream().findFirst();
  }

  /** What must go out before the image and what after can't go out in one step. */
  private Optional<DeploymentOrder> order() {
    Set<DeploymentOrder> orders =
        assessed.stream().map(Assessment::order).collect(Collectors.toSet());
    if (orders.contains(DeploymentOrder.UNKNOWN)) {
      return Optional.of(DeploymentOrder.UNKNOWN);
    }
    return orders.size() > 1 ? Optional.of(DeploymentOrder.SPLIT) : orders.stream().findFirst();
  }
}
