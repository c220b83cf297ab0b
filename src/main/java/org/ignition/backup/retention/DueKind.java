package org.ignition.backup.retention;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.Collection;
import java.util.function.Function;
import org.ignition.backup.BackupKind;
import org.ignition.backup.StoredBackup;

/**
 * The kind of a backup that a schedule takes, so that the months, weeks and days each have their
 * own (grandfather, father, son) however often the schedule runs and whatever run of it failed.
 */
public final class DueKind {

  private DueKind() {}

  /**
   * Monthly when this calendar month has none, else weekly when this ISO week has none, else daily;
   * all in UTC.
   *
   * @param backups of one database and no other; what has no label or is dated in the future does
   *     not count
   */
  public static BackupKind at(Instant now, Collection<StoredBackup> backups) {
    if (!has(BackupKind.MONTHLY, now, backups, DueKind::month)) {
      return BackupKind.MONTHLY;
    }
    return has(BackupKind.WEEKLY, now, backups, DueKind::week)
        ? BackupKind.DAILY
        : BackupKind.WEEKLY;
  }

  private static boolean has(
      BackupKind kind,
      Instant now,
      Collection<StoredBackup> backups,
      Function<ZonedDateTime, String> span) {
    String current = span.apply(utc(now));
    return backups.stream()
        .filter(backup -> backup.label().filter(label -> label.kind() == kind).isPresent())
        .map(backup -> backup.name().second())
        .anyMatch(time -> !time.isAfter(now) && span.apply(utc(time)).equals(current));
  }

  private static String month(ZonedDateTime time) {
    return time.getYear() + "-" + time.getMonthValue();
  }

  private static String week(ZonedDateTime time) {
    return time.get(IsoFields.WEEK_BASED_YEAR) + "-" + time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }

  private static ZonedDateTime utc(Instant time) {
    return time.atZone(ZoneOffset.UTC);
  }
}
