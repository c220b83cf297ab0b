package org.ignition.flow.backup;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.backup.BackupLabel;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupName;
import org.ignition.backup.age.Identities;
import org.ignition.backup.catalogue.CataloguedBackup;
import org.ignition.backup.retention.Ages;
import org.ignition.backup.transit.IncomingBackup;
import org.ignition.execute.CopySearch;
import org.ignition.failure.CancelledException;
import org.ignition.failure.DefectException;
import org.ignition.failure.IgnitionException;
import org.ignition.flow.Surroundings;
import org.ignition.flow.reach.ReachedDatabase;
import org.ignition.plan.BackupStep;

/**
 * The data that the places of a database's backups have: the newest backup of it with the schema
 * that is live.
 *
 * @param reached the database
 * @param site its backups
 */
record StoredData(ReachedDatabase reached, BackupSite site, Surroundings surroundings) {

  /** What came of looking for it. */
  sealed interface Found {

    /**
     * It is here.
     *
     * @param age since it was begun, for a person
     */
    record Brought(BackupName name, IncomingBackup incoming, String age)
        implements Found, AutoCloseable {

      @Override
      public void close() {
        incoming.close();
      }
    }

    /**
     * There is none that can be used.
     *
     * @param why without full stop
     */
    record Missing(String why) implements Found {}
  }

  /** Brings it here; whatever stands in the way is told, as there are other ways to the data. */
  Found bring() {
    try {
      List<CataloguedBackup> ours =
          site.kept().backups().stream().filter(backup -> backup.label().isPresent()).toList();
      OptionalLong live = reached.targets().of(false).schemaVersion();
      Optional<CataloguedBackup> fitting =
          ours.stream().filter(backup -> fits(backup, live)).findFirst();
      return fitting.isPresent()
          ? bring(fitting.get())
          : new Found.Missing(noneFits(ours, schema(live)));
    } catch (CancelledException | DefectException e) {
      throw e;
    } catch (IgnitionException e) {
      return new Found.Missing(e.problem().what());
    }
  }

  private boolean fits(CataloguedBackup backup, OptionalLong live) {
    return backup.name().format() == reached.source().format()
        && backup.label().map(BackupLabel::schemaVersion).equals(Optional.of(live));
  }

  private static String noneFits(List<CataloguedBackup> ours, String live) {
    if (ours.isEmpty()) {
      return "no backup of it is stored";
    }
    CataloguedBackup newest = ours.getFirst();
    return "no stored backup holds %s: the newest, %s, holds %s"
        .formatted(
            live,
            newest.name(),
            schema(newest.label().map(BackupLabel::schemaVersion).orElse(OptionalLong.empty())));
  }

  private static String schema(OptionalLong version) {
    return version.isPresent() ? "schema " + version.getAsLong() : "a schema without a history";
  }

  private Found bring(CataloguedBackup backup) {
    if (backup.name().encrypted()) {
      return new Found.Missing(backup.name() + " is encrypted, and `migrate` has no key to it");
    }
    Optional<BackupManifest> manifest = BackupSite.manifest(backup);
    if (manifest.isEmpty()) {
      return new Found.Missing(backup.name() + " has no manifest to compare it with");
    }
    BackupStep.FetchBackup fetch = BackupStep.FetchBackup.of(backup, true, "to rehearse on it");
    Duration age = Duration.between(backup.name().second(), surroundings.clock().instant());
    return new Found.Brought(
        backup.name(),
        new CopySearch(site.ports(Identities.NONE, surroundings).withManifest(manifest))
            .first(fetch),
        Ages.words(age.isNegative() ? Duration.ZERO : age));
  }
}
