package org.ignition.migration.rule;

import java.util.List;

/**
 * Findings after a policy had its say.
 *
 * @param findings what is shown, in the order of files and lines
 * @param allowed what the authors accepted, in the same order
 */
public record Judged(List<Finding> findings, List<Allowed> allowed) {

  /** Copies the lists. */
  public Judged {
    findings = List.copyOf(findings);
    allowed = List.copyOf(allowed);
  }

  /** The heaviest severity that is shown; {@link Severity#OFF} without findings. */
  public Severity worst() {
    return findings.stream().map(Finding::severity).min(Severity::compareTo).orElse(Severity.OFF);
  }

  /**
   * A finding that its author accepted.
   *
   * @param reason as the directive gives it
   */
  public record Allowed(Finding finding, String reason) {}
}
