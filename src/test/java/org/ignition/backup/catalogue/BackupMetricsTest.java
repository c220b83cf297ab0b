package org.ignition.backup.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupLabel;
import org.ignition.backup.BackupName;
import org.ignition.backup.MemoryStore;
import org.ignition.backup.StoredBackup;
import org.junit.jupiter.api.Test;

class BackupMetricsTest {

  private static CataloguedBackup kept(long seconds, long size, BackupLabel label) {
    BackupName name = BackupFixture.name(seconds);
    return new CataloguedBackup(
        name,
        List.of(
            new CataloguedBackup.Copy(
                new MemoryStore("backups"),
                new StoredBackup(name, size, Optional.of(label), "place"))));
  }

  @Test
  void tellsTheNewestOfEachKind() {
    assertEquals(
        """
        # HELP backup_last_success_timestamp When the newest backup was begun, in seconds since 1970.
        # TYPE backup_last_success_timestamp gauge
        backup_last_success_timestamp{environment="",database="shop",kind="daily"} 1768473960
        backup_last_success_timestamp{environment="production",database="shop",kind="pre-migration"} 1768473900
        # HELP backup_size_bytes How large the newest backup is, as it is stored.
        # TYPE backup_size_bytes gauge
        backup_size_bytes{environment="",database="shop",kind="daily"} 4
        backup_size_bytes{environment="production",database="shop",kind="pre-migration"} 2
        """,
        BackupMetrics.of(
            List.of(
                kept(60, 4, BackupFixture.bareLabel("shop")),
                kept(30, 3, BackupFixture.bareLabel("shop")),
                kept(0, 2, BackupFixture.LABEL))));
  }

  @Test
  void escapesOddNames() {
    String text = BackupMetrics.of(List.of(kept(0, 1, BackupFixture.bareLabel("a\"b\\c\nd"))));
    assertEquals(1, text.lines().filter(line -> line.contains("a\\\"b\\\\c\\nd")).skip(1).count());
  }

  @Test
  void passesOverWhatNobodyKnows() {
    BackupName name = BackupFixture.name(0);
    CataloguedBackup unknown =
        new CataloguedBackup(
            name,
            List.of(
                new CataloguedBackup.Copy(
                    new MemoryStore("backups"), new StoredBackup(name, 1, Optional.empty(), "p"))));
    assertEquals(
        0,
        BackupMetrics.of(List.of(unknown)).lines().filter(line -> !line.startsWith("#")).count());
  }
}
