package org.ignition.backup;

import java.util.Collection;
import java.util.List;

/** A place that lets go of what it has, as far as it lets anybody. */
public interface BackupRemoval extends BackupPlace {

  /**
   * Removes backups with their manifests.
   *
   * @return what could not be removed, a sentence each
   */
  List<String> delete(Collection<StoredBackup> backups);

  /**
   * Removes manifests that {@link StoredBackups#loneManifests} found.
   *
   * @param names of the backups that never came
   * @return what could not be removed, a sentence each
   */
  List<String> deleteManifests(Collection<BackupName> names);
}
