package org.ignition.execute;

import java.util.List;
import java.util.Optional;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupStore;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.RestoreTarget;
import org.ignition.backup.age.Identities;
import org.ignition.backup.local.Staging;
import org.ignition.backup.transit.BackupProof;
import org.ignition.backup.transit.BackupTaker;

/**
 * What the steps of `backup` act on; a plan asks for no more than its operation has.
 *
 * @param stores the places that keep backups
 * @param staging where files go on their way
 * @param watch is told how transfers go on
 * @param taker takes backups of the database
 * @param manifest of the backup that is meant
 * @param identities open it
 * @param proof proves it
 * @param target the database that it goes into
 */
public record BackupPorts(
    List<BackupStore> stores,
    Staging staging,
    BackupWatch watch,
    Optional<BackupTaker> taker,
    Optional<BackupManifest> manifest,
    Identities identities,
    BackupProof proof,
    Optional<RestoreTarget> target) {

  /** What every operation has. */
  public BackupPorts(
      List<BackupStore> stores,
      Staging staging,
      BackupWatch watch,
      Identities identities,
      BackupProof proof) {
    this(
        stores,
        staging,
        watch,
        Optional.empty(),
        Optional.empty(),
        identities,
        proof,
        Optional.empty());
  }

  /** Copies the list. */
  public BackupPorts {
    stores = List.copyOf(stores);
  }

  /** The same with a taker. */
  public BackupPorts withTaker(BackupTaker other) {
    return new BackupPorts(
        stores, staging, watch, Optional.of(other), manifest, identities, proof, target);
  }

  /** The same for another backup. */
  public BackupPorts withManifest(Optional<BackupManifest> other) {
    return new BackupPorts(stores, staging, watch, taker, other, identities, proof, target);
  }

  /** The same with a database that a backup goes into. */
  public BackupPorts withTarget(RestoreTarget other) {
    return new BackupPorts(
        stores, staging, watch, taker, manifest, identities, proof, Optional.of(other));
  }

  /** The same with another watch. */
  BackupPorts withWatch(BackupWatch other) {
    return new BackupPorts(stores, staging, other, taker, manifest, identities, proof, target);
  }

  /** The place called {@code name}. */
  BackupStore store(String name) {
    return stores.stream().filter(store -> store.name().equals(name)).findFirst().orElseThrow();
  }
}
