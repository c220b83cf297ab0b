package org.ignition.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ignition.json.Fields;
import org.ignition.migration.SchemaRange;

/** Reads the section {@code compatibility}. */
final class CompatibilitySection {

  private static final String NAME = "compatibility";

  private final Set<VersionPattern> seen = new HashSet<>();

  private CompatibilitySection() {}

  /** Reads the list of {@code document}. */
  static CompatibilitySettings read(Fields document) {
    CompatibilitySection section = new CompatibilitySection();
    List<CompatibilityRule> rules = new ArrayList<>();
    for (Fields fields : document.list(NAME)) {
      rules.add(section.rule(fields, NAME + "[" + rules.size() + "]"));
    }
    return new CompatibilitySettings(rules);
  }

  private CompatibilityRule rule(Fields fields, String name) {
    fields.requiredText("version");
    Entry entry = Entry.of(fields, name, "version").orElseThrow();
    VersionPattern version = entry.as(VersionPattern::new);
    if (!seen.add(version)) {
      throw entry.invalid("stands here twice: " + version, "Keep one of the two");
    }
    CompatibilityRule rule = new CompatibilityRule(version, range(fields));
    fields.rejectUnknown();
    return rule;
  }

  private static SchemaRange range(Fields fields) {
    long min = SchemaSection.required(fields, "min");
    long max = SchemaSection.required(fields, "max");
    if (max < min) {
      throw fields.invalid("max", "is below min", "Write the lower of the two as min");
    }
    return new SchemaRange(min, max);
  }
}
