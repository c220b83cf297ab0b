package org.ignition.image.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for secrets in an image's configuration: environment, labels, and build steps. */
final class ConfigurationScan {

  /** BuildKit and the old builder record build arguments as {@code |2 NAME=value NAME=value …}. */
  private static final Pattern ARGUMENTS = Pattern.compile("(?:^|\\s)\\|[0-9]{1,3} (.{0,4000})");

  private static final Pattern ARGUMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(\\S*)");

  private final List<SecretFinding> findings = new ArrayList<>();

  private final Intended intended;

  private ConfigurationScan(Intended intended) {
    this.intended = intended;
  }

  static List<SecretFinding> of(ImageConfiguration configuration, Intended intended) {
    ConfigurationScan scan = new ConfigurationScan(intended);
    configuration.environment().forEach(scan::environment);
    configuration.labels().forEach(scan::label);
    for (int i = 0; i < configuration.history().size(); i++) {
      scan.step(i, configuration.history().get(i));
    }
    return scan.findings;
  }

  private void environment(String name, String value) {
    add(
        "env:" + name,
        ValueRules.suspect(name, value),
        "Its value is in the image's configuration for everybody who can pull it");
  }

  private void label(String key, String value) {
    add(
        "label:" + key,
        ValueRules.shaped(value),
        "Labels are shown to everybody who can pull the image");
  }

  private void step(int index, String createdBy) {
    Optional<String> rule = ValueRules.shaped(createdBy).or(() -> argument(createdBy));
    add(
        "history:" + index,
        rule,
        "The image's history keeps build arguments and commands; use a build secret instead"
            + " (RUN --mount=type=secret)");
  }

  private static Optional<String> argument(String createdBy) {
    Matcher arguments = ARGUMENTS.matcher(createdBy);
    if (!arguments.find()) {
      return Optional.empty();
    }
    // The command begins with the shell, and assignments in it are no arguments.
    String list = arguments.group(1).split(" /bin/|/busybox/", 2)[0];
    return ARGUMENT
        .matcher(list)
        .results()
        .flatMap(a -> ValueRules.suspect(a.group(1), a.group(2)).stream())
        .findFirst();
  }

  private void add(String where, Optional<String> rule, String why) {
    rule.filter(id -> !intended.covers(where))
        .ifPresent(id -> findings.add(new SecretFinding(where, id, why)));
  }
}
