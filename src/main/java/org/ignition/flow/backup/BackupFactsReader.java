package org.ignition.flow.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupPlace;
import org.ignition.backup.RestoreTarget;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.age.Identities;
import org.ignition.backup.age.KeyCheck;
import org.ignition.backup.age.Recipients;
import org.ignition.backup.catalogue.BackupCatalogue;
import org.ignition.backup.catalogue.BackupChoice;
import org.ignition.backup.catalogue.CataloguedBackup;
import org.ignition.backup.retention.DueKind;
import org.ignition.backup.retention.Mention;
import org.ignition.backup.retention.RetentionFacts;
import org.ignition.backup.retention.Verdict;
import org.ignition.backup.transit.Origin;
import org.ignition.config.BackupSettings;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.flow.reach.ReachedDatabase;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.live.LiveSchema;
import org.ignition.plan.BackupFacts;

/** Makes facts for the planner of what a database and the places of its backups say. */
final class BackupFactsReader {

  /** No run brings a backup so long after its manifest. */
  private static final Duration NEVER_COMES = Duration.ofDays(2);

  private final BackupSite site;
  private final BackupSettings settings;
  private final Identities identities;
  private final Instant now;

  BackupFactsReader(BackupSite site, BackupSettings settings, Identities identities, Instant now) {
    this.site = site;
    this.settings = settings;
    this.identities = identities;
    this.now = now;
  }

  /**
   * How {@code reached} is backed up.
   *
   * @param kind that was asked for; what is due is looked up only where none was
   */
  BackupFacts.Means means(ReachedDatabase reached, Optional<BackupKind> kind) {
    Recipients recipients = site.recipients();
    return new BackupFacts.Means(
        reached.database().name(),
        site.stores().stream().map(BackupPlace::name).toList(),
        recipients.keys(),
        settings.proof(),
        kind.orElseGet(this::due),
        site.keys(now).beforeBackup(recipients, identities));
  }

  private BackupKind due() {
    return DueKind.at(now, site.kept().backups().stream().map(BackupFactsReader::first).toList());
  }

  private static StoredBackup first(CataloguedBackup backup) {
    return backup.copies().getFirst().backup();
  }

  /**
   * The backup that is meant.
   *
   * @throws org.ignition.failure.InputException when there is none, or it can't be opened
   */
  BackupFacts.Chosen chosen(BackupChoice choice) {
    return openable(read(site.find(choice)));
  }

  /**
   * The same, but none that a restore took of what it replaced, unless that is named or all there
   * is: a restore that was cut short, or is run again, means what it meant before.
   */
  BackupFacts.Chosen toRestore(BackupChoice choice) {
    return site.meant(choice)
        .map(BackupFactsReader::read)
        .filter(backup -> !backup.isOfWhatWasReplaced())
        .findFirst()
        .map(this::openable)
        .orElseGet(() -> chosen(choice));
  }

  private static BackupFacts.Chosen read(CataloguedBackup backup) {
    return new BackupFacts.Chosen(backup, BackupSite.manifest(backup));
  }

  private BackupFacts.Chosen openable(BackupFacts.Chosen chosen) {
    KeyCheck.requireOpenable(
        chosen.backup().name(),
        new Recipients(chosen.manifest().map(BackupManifest::recipients).orElse(List.of())),
        identities);
    return chosen;
  }

  /**
   * The database that a backup goes into.
   *
   * @param foreign whether the backup is of another one, or nobody knows
   */
  BackupFacts.Target target(RestoreTarget target, Origin origin, boolean foreign) {
    return new BackupFacts.Target(
        target.name(),
        target.database(),
        origin.environment(),
        origin.application(),
        target.format(),
        isEmpty(target),
        target.others(),
        foreign);
  }

  /** What can't be read is something that may be lost. */
  private static boolean isEmpty(RestoreTarget target) {
    try {
      return target.isEmpty();
    } catch (RemoteException e) {
      if (e.code() != ErrorCode.DATABASE_UNSOUND) {
        throw e;
      }
      return false;
    }
  }

  /**
   * What is kept.
   *
   * @param lists of all places, which nobody asks twice
   * @param reached the database, which may name backups; empty where it can't be asked
   */
  BackupFacts.Kept kept(List<BackupCatalogue.Holdings> lists, Optional<ReachedDatabase> reached) {
    Map<Verdict.Place, String> names = new EnumMap<>(Verdict.Place.class);
    Map<Verdict.Place, List<BackupName>> lone = new EnumMap<>(Verdict.Place.class);
    List<StoredBackup> local = new ArrayList<>();
    Optional<RetentionFacts.Remote> remote = Optional.empty();
    for (BackupCatalogue.Holdings holdings : lists) {
      Verdict.Place place =
          BackupPlaces.isBucket(holdings.store()) ? Verdict.Place.REMOTE : Verdict.Place.LOCAL;
      names.put(place, holdings.store().name());
      lone.put(place, holdings.store().loneManifests(holdings.backups(), NEVER_COMES));
      switch (place) {
        case LOCAL -> local.addAll(holdings.backups());
        case REMOTE ->
            remote =
                Optional.of(
                    new RetentionFacts.Remote(
                        holdings.backups(), confirmed(holdings.backups(), local)));
      }
    }
    return new BackupFacts.Kept(
        site.database(),
        new RetentionFacts(
            site.environment(), site.database(), local, remote, reached.map(this::mentions)),
        lone,
        settings.keep(),
        now,
        names);
  }

  /** A bucket compares what it is given; what has another size here is not the same. */
  private static Set<BackupName> confirmed(List<StoredBackup> listed, List<StoredBackup> local) {
    Map<BackupName, Long> sizes = new HashMap<>();
    local.forEach(each -> sizes.put(each.name(), each.sizeBytes()));
    return listed.stream()
        .filter(there -> sizes.getOrDefault(there.name(), there.sizeBytes()) == there.sizeBytes())
        .map(StoredBackup::name)
        .collect(Collectors.toSet());
  }

  private List<Mention> mentions(ReachedDatabase reached) {
    List<Mention> mentions = new ArrayList<>();
    List<HistoryEvent> events =
        LiveSchema.read(reached.database(), reached.tables(), Long.MAX_VALUE)
            .events()
            .orElse(List.of());
    for (HistoryEvent event : events) {
      event
          .backup()
          .flatMap(Mention::backup)
          .ifPresent(name ->
              mentions.add(
                  new Mention(
                      name, event.migration().version().text(), event.by().sha(), event.at())));
    }
    return mentions;
  }
}
