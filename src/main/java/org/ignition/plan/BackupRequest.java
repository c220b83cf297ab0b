package org.ignition.plan;

import java.util.Optional;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupOrder;
import org.ignition.backup.catalogue.BackupChoice;

/** What a user asks `backup` for. */
public sealed interface BackupRequest {

  /** As users write it. */
  String operation();

  /**
   * Takes one.
   *
   * @param kind why; empty for what is due
   * @param proof how far it is proved; empty for what the configuration says
   */
  record Create(Optional<BackupKind> kind, Optional<BackupOrder.Proof> proof)
      implements BackupRequest {
    @Override
    public String operation() {
      return "create";
    }
  }

  /**
   * Proves one that is kept.
   *
   * @param from which
   * @param proof how far
   */
  record Verify(BackupChoice from, BackupOrder.Proof proof) implements BackupRequest {
    @Override
    public String operation() {
      return "verify";
    }
  }

  /**
   * Puts one back.
   *
   * @param from which
   * @param allowMismatch whether it may be of something else than what it goes into
   * @param allowDataLoss whether it may be put back where the present state can't be backed up
   */
  record Restore(BackupChoice from, boolean allowMismatch, boolean allowDataLoss)
      implements BackupRequest {
    @Override
    public String operation() {
      return "restore";
    }
  }

  /** Removes those that need not be kept any longer. */
  record Prune() implements BackupRequest {
    @Override
    public String operation() {
      return "prune";
    }
  }

  /** Lists them. */
  record ListAll() implements BackupRequest {
    @Override
    public String operation() {
      return "list";
    }
  }
}
