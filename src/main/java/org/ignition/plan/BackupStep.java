package org.ignition.plan;

import java.util.List;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupOrder;
import org.ignition.backup.StoredBackup;

/** What a plan of `backup` is made of. */
public sealed interface BackupStep extends Step {

  // --- a backup that is taken

  /**
   * Writes the database to a file.
   *
   * @param kind why
   */
  record WriteBackup(BackupKind kind, String reason) implements BackupStep {
    @Override
    public String title() {
      return "write a " + kind + " backup of the database";
    }

    @Override
    public boolean changes() {
      return false;
    }
  }

  /** Restores what was written on a server of our own. */
  record ProveBackup(String reason) implements BackupStep {
    @Override
    public String title() {
      return "restore what was written on a server of our own, and compare";
    }

    @Override
    public boolean changes() {
      return false;
    }
  }

  /** Encrypts what was written. */
  record EncryptBackup(String reason) implements BackupStep {
    @Override
    public String title() {
      return "encrypt it";
    }

    @Override
    public boolean changes() {
      return false;
    }
  }

  /**
   * Has a place keep what was written.
   *
   * @param store its name
   */
  record StoreBackup(String store, String reason) implements BackupStep {
    @Override
    public String title() {
      return "store it in " + store;
    }

    @Override
    public boolean visible() {
      return true;
    }
  }

  // --- a backup that is asked for

  /**
   * Brings a backup here.
   *
   * @param store where from
   * @param backup which, as the store lists it
   */
  record FetchBackup(String store, StoredBackup backup, String reason) implements BackupStep {
    @Override
    public String title() {
      return "fetch " + backup.name() + " from " + store;
    }

    @Override
    public boolean changes() {
      return false;
    }
  }

  /** Compares what was fetched with its manifest. */
  record CompareBackup(String reason) implements BackupStep {
    @Override
    public String title() {
      return "compare it with its manifest";
    }

    @Override
    public boolean changes() {
      return false;
    }
  }

  /** Decrypts what was fetched. */
  record DecryptBackup(String reason) implements BackupStep {
    @Override
    public String title() {
      return "decrypt it";
    }

    @Override
    public boolean changes() {
      return false;
    }
  }

  /**
   * Proves what was fetched.
   *
   * @param proof how far
   */
  record VerifyBackup(BackupOrder.Proof proof, String reason) implements BackupStep {
    @Override
    public String title() {
      return switch (proof) {
        case LIST -> "read what it holds";
        case RESTORE -> "restore it on a server of our own, and compare";
      };
    }

    @Override
    public boolean changes() {
      return false;
    }
  }

  // --- a backup that is put back

  /**
   * Replaces what the database holds.
   *
   * @param backup by which one
   * @param target the database
   */
  record RestoreDatabase(BackupName backup, String target, String reason) implements BackupStep {
    @Override
    public String title() {
      return "restore " + target + " from it, in one transaction";
    }

    @Override
    public boolean visible() {
      return true;
    }
  }

  /**
   * Compares what the database holds then with the manifest.
   *
   * @param foreign whether owners and privileges were left out
   */
  record CompareDatabase(boolean foreign, String reason) implements BackupStep {
    @Override
    public String title() {
      return "compare the database with the manifest";
    }

    @Override
    public boolean changes() {
      return false;
    }
  }

  // --- backups that go

  /**
   * Removes backups from a place.
   *
   * @param store its name
   * @param backups which, with the reason for each; at least one
   */
  record RemoveBackups(String store, List<Removal> backups, String reason) implements BackupStep {

    /** Copies the list. */
    public RemoveBackups {
      backups = List.copyOf(backups);
    }

    @Override
    public String title() {
      return "remove "
          + backups.size()
          + (backups.size() == 1 ? " backup" : " backups")
          + " from "
          + store;
    }

    @Override
    public boolean visible() {
      return true;
    }
  }

  /**
   * A backup that goes.
   *
   * @param backup which, as its store lists it
   * @param reason why
   */
  record Removal(StoredBackup backup, String reason) {}
}
