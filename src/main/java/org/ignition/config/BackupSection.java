package org.ignition.config;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupOrder;
import org.ignition.backup.age.Recipients;
import org.ignition.backup.retention.RetentionRules;
import org.ignition.json.Fields;

/** Reads the section {@code backup}. */
final class BackupSection {

  private static final String NAME = "backup";
  private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,4})d");
  private static final int MOST = 1000;

  private final Fields fields;

  private BackupSection(Fields fields) {
    this.fields = fields;
  }

  static BackupSettings read(Fields fields) {
    BackupSettings settings = new BackupSection(fields).settings();
    fields.rejectUnknown();
    return settings;
  }

  private BackupSettings settings() {
    BackupSettings defaults = BackupSettings.DEFAULTS;
    return new BackupSettings(
        entry("directory").map(entry -> entry.path().normalize()).orElse(defaults.directory()),
        entry("on").map(entry -> entry.choice(BackupSettings.On.values())),
        fields.bool("kept-by-workflow").orElse(defaults.keptByWorkflow()),
        fields.fields("keep").map(BackupSection::keep).orElse(defaults.keep()),
        recipients(),
        entry("proof").map(entry -> entry.choice(BackupOrder.Proof.values())),
        fields.fields("remote").map(RemoteSection::read));
  }

  private Optional<Entry> entry(String key) {
    return Entry.of(fields, NAME, key);
  }

  private List<String> recipients() {
    return Entry.listOf(fields, NAME, "recipients").stream().map(BackupSection::recipient).toList();
  }

  private static String recipient(Entry entry) {
    Recipients.flaw(entry.line())
        .ifPresent(flaw -> {
          throw entry.invalid(flaw, "Write what `age-keygen -y` prints, which begins with age1");
        });
    return entry.line();
  }

  // --- how long

  private static RetentionRules keep(Fields keep) {
    RetentionRules defaults = RetentionRules.DEFAULTS;
    Map<BackupKind, Duration> limits = new EnumMap<>(defaults.limits());
    for (BackupKind kind : BackupKind.values()) {
      Entry.of(keep, NAME + ".keep", kind.toString())
          .ifPresent(entry -> limits.put(kind, days(entry)));
    }
    RetentionRules settings =
        new RetentionRules(
            limits,
            number(keep, "newest", 1).orElse(defaults.newest()),
            number(keep, "releases", 0).orElse(defaults.releases()));
    keep.rejectUnknown();
    return settings;
  }

  private static Duration days(Entry entry) {
    Matcher matcher = DAYS.matcher(entry.line());
    if (!matcher.matches()) {
      throw entry.invalid("is not a number of days", "Write days, such as 30d");
    }
    return Duration.ofDays(Long.parseLong(matcher.group(1)));
  }

  private static Optional<Integer> number(Fields keep, String key, int least) {
    return keep.integer(key)
        .map(number -> {
          if (number < least || number > MOST) {
            throw keep.invalid(
                key, "is out of range", "Write a number from " + least + " to " + MOST);
          }
          return Math.toIntExact(number);
        });
  }
}
