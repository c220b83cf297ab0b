package org.ignition.execute;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.ignition.backup.BackupName;
import org.ignition.backup.StoredBackup;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PartialException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;

/** The backups that a plan removes. */
final class RemovedBackups {

  private final BackupPorts ports;
  private final List<StoredBackup> removed = new ArrayList<>();

  RemovedBackups(BackupPorts ports) {
    this.ports = ports;
  }

  /** What was removed by now. */
  List<StoredBackup> all() {
    return List.copyOf(removed);
  }

  /** Removes {@code going} from the place called {@code store}. */
  void remove(String store, Collection<StoredBackup> going) {
    require(store, going.size(), "backups", ports.store(store).delete(going));
    removed.addAll(going);
  }

  /** Removes manifests that were left alone there. */
  void removeManifests(String store, Collection<BackupName> lone) {
    require(store, lone.size(), "manifests", ports.store(store).deleteManifests(lone));
  }

  private static void require(String store, int count, String what, List<String> failures) {
    if (failures.isEmpty()) {
      return;
    }
    RemoteException refused =
        new RemoteException(
            Problem.of(
                ErrorCode.BACKUP_STORE_REFUSED,
                "%d of %d %s could not be removed from %s"
                    .formatted(failures.size(), count, what, store),
                BackupRemarks.all(failures),
                "Give the right to remove them, then run again"));
    throw failures.size() < count ? new PartialException(refused) : refused;
  }
}
