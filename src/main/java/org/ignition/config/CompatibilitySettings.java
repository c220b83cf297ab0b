package org.ignition.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ignition.image.ReleaseVersion;
import org.ignition.migration.SchemaRange;

/**
 * The section {@code compatibility}: which schema versions older releases run on.
 *
 * @param rules no two of the same releases
 */
public record CompatibilitySettings(List<CompatibilityRule> rules) {

  /** What holds where the section is missing. */
  public static final CompatibilitySettings DEFAULTS = new CompatibilitySettings(List.of());

  /** Copies the list. */
  public CompatibilitySettings {
    rules = List.copyOf(rules);
  }

  /** What is said of {@code version}: by its own rule, else by its minor, else its major series. */
  public Optional<SchemaRange> of(ReleaseVersion version) {
    return rules.stream()
        .filter(rule -> rule.version().matches(version))
        .max(Comparator.comparingInt(rule -> rule.version().exactness()))
        .map(CompatibilityRule::range);
  }
}
