package org.ignition.flow.backup;

import java.util.Optional;
import org.ignition.backup.Backup;
import org.ignition.backup.BackupOrder;
import org.ignition.backup.Backups;
import org.ignition.backup.age.Identities;
import org.ignition.backup.transit.BackupTaker;
import org.ignition.backup.transit.Origin;
import org.ignition.flow.Surroundings;
import org.ignition.flow.reach.ReachedDatabase;
import org.ignition.log.Log;

/** Backups of a database in the places that are configured, which are reached when one is taken. */
public final class SiteBackups implements Backups {

  private final ReachedDatabase reached;
  private final BackupSite site;
  private final Origin origin;
  private final Surroundings surroundings;
  private final Log log;
  private Optional<BackupTaker> taker = Optional.empty();

  /** Backups of what was reached, into the places of {@code site}. */
  public SiteBackups(
      ReachedDatabase reached, BackupSite site, Origin origin, Surroundings surroundings, Log log) {
    this.reached = reached;
    this.site = site;
    this.origin = origin;
    this.surroundings = surroundings;
    this.log = log;
  }

  @Override
  public void requireUsable() {
    site.requireLasting();
    taker().requireUsable();
  }

  @Override
  public Backup take(BackupOrder order) {
    site.keys(surroundings.clock().instant())
        .beforeBackup(site.recipients(), Identities.NONE)
        .forEach(log::line);
    Backup taken = taker().take(order);
    taken
        .unproved()
        .ifPresent(why -> log.warn("The backup " + taken.name() + " could not be proved: " + why));
    return taken;
  }

  private BackupTaker taker() {
    BackupTaker found = taker.orElseGet(() -> site.taker(reached, origin, surroundings));
    taker = Optional.of(found);
    return found;
  }
}
