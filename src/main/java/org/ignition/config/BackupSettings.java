package org.ignition.config;

import java.nio.file.Path;

/**
 * The section {@code backup}: where backups go.
 *
 * @param directory absolute, or relative to the workspace
 */
public record BackupSettings(Path directory) {

  /** What holds where the section is missing. */
  public static final BackupSettings DEFAULTS = new BackupSettings(Path.of("backups"));
}
