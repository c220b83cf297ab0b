package org.ignition.backup.retention;

import static org.ignition.backup.BackupKind.DAILY;
import static org.ignition.backup.BackupKind.MONTHLY;
import static org.ignition.backup.BackupKind.PRE_MIGRATION;
import static org.ignition.backup.BackupKind.WEEKLY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.ignition.backup.BackupKind;
import org.ignition.backup.StoredBackup;
import org.junit.jupiter.api.Test;

class DueKindTest {

  private static StoredBackup of(String time, BackupKind kind) {
    return Stored.at(Instant.parse(time), kind);
  }

  private static BackupKind due(String now, StoredBackup... backups) {
    return DueKind.at(Instant.parse(now), List.of(backups));
  }

  @Test
  void beginsWithAMonthlyOne() {
    assertEquals(MONTHLY, due("2026-06-17T03:00:00Z"));
    assertEquals(MONTHLY, due("2026-06-17T03:00:00Z", of("2026-06-16T03:00:00Z", DAILY)));
  }

  @Test
  void takesAWeeklyOneThenDailyOnes() {
    StoredBackup monthly = of("2026-06-01T03:00:00Z", MONTHLY);
    StoredBackup weekly = of("2026-06-15T03:00:00Z", WEEKLY);
    assertEquals(WEEKLY, due("2026-06-17T03:00:00Z", monthly));
    assertEquals(DAILY, due("2026-06-17T03:00:00Z", monthly, weekly));
    assertEquals(WEEKLY, due("2026-06-22T00:00:00Z", monthly, weekly));
  }

  @Test
  void knowsMonthsByUniversalTimeAndWeeksAcrossYears() {
    StoredBackup december = of("2026-12-31T23:59:59Z", MONTHLY);
    StoredBackup weekly = of("2026-12-30T03:00:00Z", WEEKLY);
    StoredBackup january = of("2027-01-01T00:00:00Z", MONTHLY);
    assertEquals(MONTHLY, due("2027-01-01T00:00:00Z", december, weekly));
    assertEquals(DAILY, due("2027-01-03T23:59:59Z", january, weekly));
    assertEquals(WEEKLY, due("2027-01-04T00:00:00Z", january, weekly));
  }

  @Test
  void takesAMonthOfAnotherYearForAnother() {
    assertEquals(MONTHLY, due("2026-06-17T03:00:00Z", of("2025-06-17T03:00:00Z", MONTHLY)));
  }

  @Test
  void countsNeitherOtherKindsNorTheFutureNorWhatHasNoManifest() {
    assertEquals(
        MONTHLY,
        due(
            "2026-06-17T03:00:00Z",
            of("2026-06-17T02:00:00Z", PRE_MIGRATION),
            of("2026-06-18T03:00:00Z", MONTHLY),
            Stored.withoutManifest(Instant.parse("2026-06-16T03:00:00Z"))));
  }
}
