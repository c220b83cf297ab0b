package org.ignition.config;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.json.Fields;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.Layout;
import org.ignition.migration.rule.Preset;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;

/** Reads the section {@code migrations}. */
final class MigrationSection {

  private static final String NAME = "migrations";
  private static final String AUTO = "auto";
  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,4})(ms|s|m)");
  private static final int MOST_ATTEMPTS = 1000;

  private final Fields fields;

  private MigrationSection(Fields fields) {
    this.fields = fields;
  }

  static MigrationSettings read(Fields fields) {
    MigrationSettings settings = new MigrationSection(fields).settings();
    fields.rejectUnknown();
    return settings;
  }

  private MigrationSettings settings() {
    MigrationSettings defaults = MigrationSettings.DEFAULTS;
    return new MigrationSettings(
        entry("directory").map(MigrationSection::inside),
        layout(),
        choice("database", DatabaseKind.values()).orElse(defaults.database()),
        fields.integer("database-version").map(this::major).orElse(defaults.databaseVersion()),
        choice("policy", Preset.values()).orElse(defaults.policy()),
        fields.fields("rules").map(MigrationSection::rules).orElse(defaults.rules()),
        entry("fixtures").map(MigrationSection::inside),
        entry("time-zone").map(MigrationSection::zone).orElse(defaults.timeZone()),
        entry("statement-timeout")
            .map(MigrationSection::duration)
            .orElse(defaults.statementTimeout()),
        entry("lock-timeout").map(MigrationSection::duration).orElse(defaults.lockTimeout()),
        fields.integer("lock-attempts").map(this::attempts).orElse(defaults.lockAttempts()));
  }

  private int attempts(long number) {
    if (number < 1 || number > MOST_ATTEMPTS) {
      throw fields.invalid(
          "lock-attempts", "is not a number of attempts", "Write a number from 1 to 1000");
    }
    return (int) number;
  }

  private Optional<Layout> layout() {
    return entry("layout").filter(entry -> entry.text().equals(AUTO)).isPresent()
        ? Optional.empty()
        : choice("layout", Layout.values());
  }

  private int major(long version) {
    if (version < 10 || version > 99) {
      throw fields.invalid("database-version", "is not a major version", "Write 17 or 18");
    }
    return (int) version;
  }

  private <T> Optional<T> choice(String key, T[] choices) {
    return entry(key).map(entry -> entry.choice(choices));
  }

  private static Map<Rule, Severity> rules(Fields rules) {
    Map<Rule, Severity> severities = new EnumMap<>(Rule.class);
    for (String id : rules.keys()) {
      Entry.of(rules, NAME + ".rules", id)
          .ifPresent(entry -> severities.put(rule(entry, id), entry.choice(Severity.values())));
    }
    rules.rejectUnknown();
    return severities;
  }

  private static Rule rule(Entry entry, String id) {
    return Arrays.stream(Rule.values())
        .filter(rule -> rule.name().equals(id))
        .findFirst()
        .orElseThrow(() ->
            entry.invalid("names no rule", "The rules are in docs/migrations.md, such as L1"));
  }

  private static ZoneId zone(Entry entry) {
    try {
      return ZoneId.of(entry.line());
    } catch (DateTimeException e) {
      throw entry.invalid("is not a time zone", "Write a name such as Europe/Berlin or UTC");
    }
  }

  private static Duration duration(Entry entry) {
    Matcher matcher = DURATION.matcher(entry.line());
    if (!matcher.matches()) {
      throw entry.invalid(
          "is not a duration", "Write milliseconds, seconds or minutes, such as 500ms, 60s or 5m");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    };
  }

  private static Path inside(Entry entry) {
    Path path = entry.path().normalize();
    if (path.isAbsolute() || path.startsWith("..")) {
      throw entry.invalid("is outside the workspace", "Name something in the repository");
    }
    return path;
  }

  private Optional<Entry> entry(String key) {
    return Entry.of(fields, NAME, key);
  }
}
