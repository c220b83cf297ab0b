package org.ignition.flow.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.backup.BackupLabel;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupStore;
import org.ignition.backup.age.Identities;
import org.ignition.backup.age.Recipients;
import org.ignition.backup.catalogue.BackupCatalogue;
import org.ignition.backup.catalogue.BackupChoice;
import org.ignition.backup.catalogue.BackupStores;
import org.ignition.backup.catalogue.CataloguedBackup;
import org.ignition.backup.catalogue.Scope;
import org.ignition.backup.local.Staging;
import org.ignition.backup.transit.BackupTaker;
import org.ignition.backup.transit.Origin;
import org.ignition.config.Configuration;
import org.ignition.execute.BackupPorts;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.RemoteException;
import org.ignition.flow.Surroundings;
import org.ignition.flow.Tool;
import org.ignition.flow.WorkFolder;
import org.ignition.flow.reach.Proofs;
import org.ignition.flow.reach.ReachedDatabase;
import org.ignition.log.Log;
import org.ignition.migration.history.AppliedBy;

/** The backups of one database, with the places that keep them, which are opened when asked for. */
public final class BackupSite implements AutoCloseable {

  private final BackupPlaces places;
  private final WorkFolder work;
  private final Configuration configuration;
  private final String environment;
  private final String database;
  private final Log log;
  private Optional<List<BackupStore>> stores = Optional.empty();
  private boolean staged;

  /**
   * @param places where they are
   * @param work for files on their way, where no folder keeps them; gone when this is closed
   * @param environment that the database belongs to; empty for none
   * @param database its own name
   */
  BackupSite(
      BackupPlaces places,
      WorkFolder work,
      Configuration configuration,
      String environment,
      String database,
      Log log) {
    this.places = places;
    this.work = work;
    this.configuration = configuration;
    this.environment = environment;
    this.database = database;
    this.log = log;
  }

  String environment() {
    return environment;
  }

  String database() {
    return database;
  }

  /** The places, opened. */
  List<BackupStore> stores() {
    List<BackupStore> opened = stores.orElseGet(() -> places.open(database));
    stores = Optional.of(opened);
    return opened;
  }

  /** Whoever asks for it writes. */
  Staging staging() {
    staged = true;
    return places.staging(work.path());
  }

  Recipients recipients() {
    return Recipients.parse(configuration.backup().recipients());
  }

  /** What is known of keys, at {@code now}. */
  KeyRecord keys(Instant now) {
    return new KeyRecord(stores().stream().map(BackupStore::keyNotes).toList(), now, log);
  }

  void requireLasting() {
    places.requireLasting();
  }

  /** All that the places have; one that can't be asked is warned of. */
  BackupCatalogue catalogue() {
    BackupCatalogue read = new BackupStores(stores()).catalogue();
    read.unread()
        .forEach(unread ->
            log.warn(
                "Could not look in " + unread.store() + ": " + unread.failure().problem().what()));
    return read;
  }

  /**
   * What each place has.
   *
   * @throws IgnitionException when one can't be asked
   */
  List<BackupCatalogue.Holdings> lists() {
    return stores().stream()
        .map(store -> new BackupCatalogue.Holdings(store, store.list()))
        .toList();
  }

  /**
   * Those of this database, and those that nobody knows of what they are; what can't be asked is
   * warned of.
   */
  BackupCatalogue kept() {
    return ours(catalogue());
  }

  /** Those of {@code all} that {@link #kept} would give. */
  BackupCatalogue ours(BackupCatalogue all) {
    return new BackupCatalogue(
        all.backups().stream()
            .filter(backup -> backup.label().map(this::isOurs).orElse(true))
            .toList(),
        all.places(),
        all.unread());
  }

  /** Whether it is of this database in this environment. */
  boolean isOurs(BackupLabel label) {
    return label.environment().equals(environment) && label.database().equals(database);
  }

  /**
   * The backup that is meant. One that is named may be of another database.
   *
   * @throws org.ignition.failure.InputException when there is none
   */
  CataloguedBackup find(BackupChoice choice) {
    return catalogue().find(choice, Scope.of(environment, database));
  }

  /** Those that the choice fits, newest first. */
  Stream<CataloguedBackup> meant(BackupChoice choice) {
    return catalogue().meant(choice, Scope.of(environment, database));
  }

  /**
   * What stands beside a backup, in the first place that gives it.
   *
   * @throws IgnitionException when none does, and one could not be read
   */
  static Optional<BackupManifest> manifest(CataloguedBackup backup) {
    Optional<IgnitionException> failure = Optional.empty();
    for (CataloguedBackup.Copy copy : backup.copies()) {
      try {
        Optional<BackupManifest> found = copy.store().manifest(copy.backup());
        if (found.isPresent()) {
          return found;
        }
      } catch (RemoteException | PolicyException | InputException e) {
        failure = Optional.of(e); // Another place may have it; fetching says what is wrong here.
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return Optional.empty();
  }

  /** What takes backups of {@code reached}. */
  BackupTaker taker(ReachedDatabase reached, Origin origin, Surroundings surroundings) {
    return new BackupTaker(
        new BackupTaker.Means(
            reached.source(),
            staging(),
            recipients(),
            origin,
            surroundings.clock(),
            new BackupLog(log)),
        stores());
  }

  /** What steps act on; an operation adds what it has. */
  BackupPorts ports(Identities identities, Surroundings surroundings) {
    return new BackupPorts(
        stores(), staging(), new BackupLog(log), identities, new Proofs(surroundings));
  }

  /** What manifests say of where backups come from. */
  public Origin origin(String repository, AppliedBy by) {
    return new Origin(
        environment,
        configuration.image().canonical().map(Object::toString).orElse(repository),
        new BackupManifest.By(by.sha(), by.actor(), by.runUrl()),
        Tool.version());
  }

  @Override
  public void close() {
    stores.ifPresent(opened -> opened.forEach(BackupStore::close));
    if (staged) {
      places.handOver();
    }
    work.close();
  }
}
