package org.ignition.migration.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.migration.Script;

/**
 * How much each rule weighs.
 *
 * @param preset where {@code overrides} says nothing
 * @param overrides the severities that the user chose
 */
public record RulePolicy(Preset preset, Map<Rule, Severity> overrides) {

  /** What holds without any configuration. */
  public static final RulePolicy DEFAULT = new RulePolicy(Preset.ZERO_DOWNTIME, Map.of());

  /** The order of files and lines, then worst first. */
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::file)
          .thenComparing(Finding::at)
          .thenComparing(Finding::severity)
          .thenComparing(Finding::rule);

  /** Copies the map. */
  public RulePolicy {
    overrides = Map.copyOf(overrides);
  }

  /** What findings of {@code rule} weigh, unless the rule itself weighs one less. */
  public Severity severity(Rule rule) {
    return Optional.ofNullable(overrides.get(rule)).orElse(rule.severity(preset));
  }

  /**
   * Weighs findings and sets those aside that the authors of {@code scripts} accept.
   *
   * @param scripts those that were examined; what they allow in vain is a finding too
   */
  public Judged judge(Collection<Finding> found, Collection<Script> scripts) {
    Allowances allowances = Allowances.of(scripts);
    List<Finding> shown = new ArrayList<>();
    List<Judged.Allowed> allowed = new ArrayList<>();
    for (Finding finding : found.stream().distinct().map(this::weigh).sorted(ORDER).toList()) {
      allowances
          .use(finding)
          .ifPresentOrElse(
              reason -> allowed.add(new Judged.Allowed(finding, reason)), () -> shown.add(finding));
    }
    allowances.inVain().stream().map(this::weigh).forEach(shown::add);
    shown.removeIf(finding -> finding.severity() == Severity.OFF);
    allowed.removeIf(each -> each.finding().severity() == Severity.OFF);
    shown.sort(ORDER);
    return new Judged(shown, allowed);
  }

  /** A rule that weighs a finding less than usual keeps its say: policy only lowers it further. */
  private Finding weigh(Finding finding) {
    Severity ours = severity(finding.rule());
    boolean usual = finding.severity() == finding.rule().severity();
    return finding.weighing(usual || milder(ours, finding.severity()) ? ours : finding.severity());
  }

  private static boolean milder(Severity a, Severity b) {
    return a.compareTo(b) > 0;
  }

  /** The severities of all rules. */
  public Map<Rule, Severity> all() {
    Map<Rule, Severity> all = new EnumMap<>(Rule.class);
    for (Rule rule : Rule.values()) {
      all.put(rule, severity(rule));
    }
    return all;
  }
}
