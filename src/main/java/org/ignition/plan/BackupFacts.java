package org.ignition.plan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.backup.BackupFormat;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupOrder;
import org.ignition.backup.catalogue.CataloguedBackup;
import org.ignition.backup.retention.RetentionFacts;
import org.ignition.backup.retention.RetentionRules;
import org.ignition.backup.retention.Verdict;

/** All that decides what `backup` does, by what it is asked for. */
public final class BackupFacts {

  private BackupFacts() {}

  /**
   * How a database is backed up.
   *
   * @param database which, as users would recognise it
   * @param stores the names of the places that keep it, in the order in which they get it
   * @param recipients whose keys open it; empty where it is not encrypted
   * @param proof how far it is proved, where the configuration says so
   * @param due the kind whose turn it is
   * @param remarks what the user should know in any case
   */
  public record Means(
      String database,
      List<String> stores,
      List<String> recipients,
      Optional<BackupOrder.Proof> proof,
      BackupKind due,
      List<String> remarks) {

    /** Copies the lists. */
    public Means {
      stores = List.copyOf(stores);
      recipients = List.copyOf(recipients);
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * The backup that is meant.
   *
   * @param backup with its copies
   * @param manifest what stands beside the first copy that has one
   */
  public record Chosen(CataloguedBackup backup, Optional<BackupManifest> manifest) {

    /** Whether it is what a database held before a restore, which nobody wanted any more. */
    public boolean isOfWhatWasReplaced() {
      return manifest
          .filter(beside -> beside.reason().equals(BackupPlanner.BEFORE_RESTORE))
          .isPresent();
    }
  }

  /**
   * A database that a backup goes into.
   *
   * @param name which, as users would recognise it
   * @param database its own name, or its file's
   * @param environment of the configuration; empty for none
   * @param application whose it is; empty when unknown
   * @param format what it can take
   * @param empty whether nothing is lost with what it holds
   * @param others who else is connected, a line each
   * @param foreign whether its roles are not those of the backup, so that all belongs to one of its
   *     own then
   */
  public record Target(
      String name,
      String database,
      String environment,
      String application,
      BackupFormat format,
      boolean empty,
      List<String> others,
      boolean foreign) {

    /** Copies the list. */
    public Target {
      others = List.copyOf(others);
    }
  }

  /**
   * What is kept, and for how long.
   *
   * @param database whose backups, as users would recognise it
   * @param facts what is known of them
   * @param lone the names of backups that have a manifest only, as old as makes sure that they
   *     never come
   * @param rules of the configuration
   * @param now the time that ages count from
   * @param stores the names of the places
   */
  public record Kept(
      String database,
      RetentionFacts facts,
      Map<Verdict.Place, List<BackupName>> lone,
      RetentionRules rules,
      Instant now,
      Map<Verdict.Place, String> stores) {

    /** Copies the maps. */
    public Kept {
      lone = Map.copyOf(lone);
      stores = Map.copyOf(stores);
    }
  }
}
