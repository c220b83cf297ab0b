package org.ignition.backup.retention;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.backup.BackupFormat;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupLabel;
import org.ignition.backup.BackupName;
import org.ignition.backup.StoredBackup;

/** Backups as a store lists them. */
final class Stored {

  static final String ENVIRONMENT = "production";
  static final String DATABASE = "shop";

  private Stored() {}

  static StoredBackup at(Instant second, BackupKind kind) {
    return at(second, kind, DATABASE);
  }

  static StoredBackup at(Instant second, BackupKind kind, String database) {
    return with(
        second,
        Optional.of(
            new BackupLabel(ENVIRONMENT, database, kind, OptionalLong.empty(), Optional.empty())));
  }

  static StoredBackup withoutManifest(Instant second) {
    return with(second, Optional.empty());
  }

  private static StoredBackup with(Instant second, Optional<BackupLabel> label) {
    BackupName name = new BackupName(second, BackupFormat.DUMP, false);
    return new StoredBackup(name, 1, label, name.toString());
  }
}
