package org.ignition.backup.retention;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupLabel;
import org.ignition.backup.BackupName;
import org.ignition.backup.StoredBackup;

/** How many newer ones of its kind each backup of one place has. */
final class Ranks {

  private final Map<BackupName, Integer> ranks = new HashMap<>();

  /** Of {@code backups}, which all have a label. */
  Ranks(List<StoredBackup> backups) {
    Map<BackupKind, Integer> seen = new EnumMap<>(BackupKind.class);
    backups.stream()
        .sorted(Comparator.comparing(StoredBackup::name).reversed())
        .forEach(backup ->
            backup
                .label()
                .map(BackupLabel::kind)
                .ifPresent(
                    kind -> ranks.put(backup.name(), seen.merge(kind, 1, Integer::sum) - 1)));
  }

  /** 0 for the newest of its kind. */
  int of(BackupName backup) {
    return ranks.getOrDefault(backup, Integer.MAX_VALUE);
  }
}
