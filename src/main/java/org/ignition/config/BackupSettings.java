package org.ignition.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ignition.backup.BackupOrder;
import org.ignition.backup.retention.RetentionRules;

/**
 * The section {@code backup}: where backups go, and for how long.
 *
 * @param directory absolute, or relative to the workspace or to the host's project directory
 * @param on which machine has it; empty for the host where the database is reached through it, else
 *     the runner
 * @param keptByWorkflow whether a later step of the job keeps the files, so that they may lie on a
 *     machine that goes away
 * @param keep for how long
 * @param recipients keys that backups are encrypted for, in age's form; empty for none
 * @param proof how far each is proved; empty where that depends on what it is taken before
 * @param remote the bucket that has a copy
 */
public record BackupSettings(
    Path directory,
    Optional<On> on,
    boolean keptByWorkflow,
    RetentionRules keep,
    List<String> recipients,
    Optional<BackupOrder.Proof> proof,
    Optional<RemoteSettings> remote) {

  /** What holds where the section is missing. */
  public static final BackupSettings DEFAULTS =
      new BackupSettings(
          Path.of("backups"),
          Optional.empty(),
          false,
          RetentionRules.DEFAULTS,
          List.of(),
          Optional.empty(),
          Optional.empty());

  /** Copies the list. */
  public BackupSettings {
    recipients = List.copyOf(recipients);
  }

  /** A machine. */
  public enum On {
    /** The environment's. */
    HOST,
    /** This one. */
    RUNNER;

    /** As the configuration writes it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
