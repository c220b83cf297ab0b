package org.ignition.backup.transit;

import java.time.Clock;
import java.util.List;
import org.ignition.backup.Backup;
import org.ignition.backup.BackupDestination;
import org.ignition.backup.BackupOrder;
import org.ignition.backup.BackupSource;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.Backups;
import org.ignition.backup.age.Recipients;
import org.ignition.backup.local.Staging;

/** Takes backups of one database into the places that are to keep them. */
public final class BackupTaker implements Backups {

  private static final int DUMP_FRACTION = 10;

  private final Means means;
  private final List<BackupDestination> stores;

  /**
   * Of {@code means} into {@code stores}.
   *
   * @param stores in the order in which they get it, at least one
   */
  public BackupTaker(Means means, List<? extends BackupDestination> stores) {
    this.means = means;
    this.stores = List.copyOf(stores);
  }

  /**
   * What taking one takes.
   *
   * @param source the database
   * @param staging where it is written first
   * @param recipients whom it is encrypted for
   * @param origin what its manifest says of where it comes from
   * @param clock gives it its name
   * @param watch told how it goes on
   */
  public record Means(
      BackupSource source,
      Staging staging,
      Recipients recipients,
      Origin origin,
      Clock clock,
      BackupWatch watch) {}

  @Override
  public void requireUsable() {
    means.source().requireUsable();
    stores.forEach(store -> store.requireUsable(leastBytes()));
  }

  /** A dump has about a tenth of its database's size at the least, a copy all of it. */
  private long leastBytes() {
    return switch (means.source().format()) {
      case DUMP -> means.source().sizeBytes() / DUMP_FRACTION;
      case SQLITE -> means.source().sizeBytes();
    };
  }

  /** Begins one, step by step; closing it removes what is not kept. */
  public OutgoingBackup begin(BackupOrder order) {
    return new OutgoingBackup(means, order);
  }

  @Override
  public Backup take(BackupOrder order) {
    try (OutgoingBackup outgoing = begin(order)) {
      outgoing.write();
      if (order.proof() == BackupOrder.Proof.RESTORE) {
        outgoing.prove();
      }
      if (!means.recipients().isEmpty()) {
        outgoing.encrypt();
      }
      stores.forEach(outgoing::store);
      return outgoing.backup();
    }
  }
}
