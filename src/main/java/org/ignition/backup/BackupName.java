package org.ignition.backup;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of backups, {@code backup_YYYYMMDD_HHMMSS} in UTC, and of those that are being written. */
final class BackupName {

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("'backup_'uuuuMMdd'_'HHmmss", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Pattern PARTIAL =
      Pattern.compile("\\.backup_[0-9]{8}_[0-9]{6}\\.[a-z]+\\.partial");

  private BackupName() {}

  /** The name for {@code instant}, then those of the seconds after it, without end. */
  static Stream<String> from(Instant instant, String ending) {
    return Stream.iterate(instant, second -> second.plus(1, ChronoUnit.SECONDS))
        .map(second -> FORM.format(second) + "." + ending);
  }

  /** What the file is called while it is written: hidden, and unlike any backup. */
  static String partial(String name) {
    return "." + name + ".partial";
  }

  /** Whether a file of this name is one that was being written. */
  static boolean isPartial(String name) {
    return PARTIAL.matcher(name).matches();
  }
}
