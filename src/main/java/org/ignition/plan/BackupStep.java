package org.ignition.plan;

import java.util.List;
import java.util.stream.Collectors;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupOrder;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.catalogue.CataloguedBackup;

/** What a plan of `backup` is made of. */
public sealed interface BackupStep extends Step {

  /** Whether what was fetched is restored on a server of our own. */
  default boolean restoresWhatIsFetched() {
    return false;
  }

  // --- a backup that is taken

  /** A part of taking one. */
  sealed interface Taking extends BackupStep {}

  /** What follows where a backup can't be taken. */
  enum Need {
    /** The command fails: it is what was asked for. */
    ASKED,
    /** The command fails, as what is there now would be lost; that can be allowed. */
    BEFORE_LOSS,
    /** The command goes on: that was allowed. */
    IF_POSSIBLE
  }

  /**
   * Writes the database to a file.
   *
   * @param kind why
   * @param need what follows where it can't be taken
   */
  record WriteBackup(BackupKind kind, Need need, String reason) implements Taking {
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
  record ProveBackup(String reason) implements Taking {
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
  record EncryptBackup(String reason) implements Taking {
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
  record StoreBackup(String store, String reason) implements Taking {
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
   * Brings a backup here: its first copy that is good.
   *
   * @param copies at least one, in the order in which they are tried
   * @param compared whether it must be what its manifest says
   */
  record FetchBackup(List<Copy> copies, boolean compared, String reason) implements BackupStep {

    /** Copies the list. */
    public FetchBackup {
      copies = List.copyOf(copies);
    }

    /** All copies of {@code backup}, as its places list them. */
    public static FetchBackup of(CataloguedBackup backup, boolean compared, String reason) {
      return new FetchBackup(
          backup.copies().stream()
              .map(copy -> new Copy(copy.store().name(), copy.backup()))
              .toList(),
          compared,
          reason);
    }

    @Override
    public String title() {
      String places =
          copies.stream().map(Copy::store).collect(Collectors.joining(", or else from "));
      return "fetch "
          + copies.getFirst().backup().name()
          + " from "
          + places
          + (compared ? ", and compare it with its manifest" : "");
    }

    /**
     * One of its copies.
     *
     * @param store where it is
     * @param backup as the store lists it
     */
    public record Copy(String store, StoredBackup backup) {}

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
    public boolean restoresWhatIsFetched() {
      return proof == BackupOrder.Proof.RESTORE;
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
   * Removes manifests whose backups never came.
   *
   * @param store the place's name
   * @param backups the names of the backups that are not there; at least one
   */
  record RemoveManifests(String store, List<BackupName> backups, String reason)
      implements BackupStep {

    /** Copies the list. */
    public RemoveManifests {
      backups = List.copyOf(backups);
    }

    @Override
    public String title() {
      return "remove "
          + backups.size()
          + (backups.size() == 1 ? " manifest without its backup" : " manifests without backups")
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
