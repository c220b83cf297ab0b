package org.ignition.config;

import org.ignition.json.Fields;

/** Reads the section {@code backup}. */
final class BackupSection {

  private BackupSection() {}

  static BackupSettings read(Fields fields) {
    BackupSettings settings =
        new BackupSettings(
            Entry.of(fields, "backup", "directory")
                .map(entry -> entry.path().normalize())
                .orElse(BackupSettings.DEFAULTS.directory()));
    fields.node("keep"); // Belongs to a command that is not here.
    fields.rejectUnknown();
    return settings;
  }
}
