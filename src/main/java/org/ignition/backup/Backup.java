package org.ignition.backup;

import java.util.List;
import java.util.Optional;

/**
 * A backup that was taken and is kept.
 *
 * @param manifest what it is
 * @param places where it is, as users would recognise them, in the order in which they got it
 * @param unproved why it could not be proved as far as was asked; empty when it was
 */
public record Backup(BackupManifest manifest, List<String> places, Optional<String> unproved) {

  /** Copies the list. */
  public Backup {
    places = List.copyOf(places);
  }

  /** Its name. */
  public BackupName name() {
    return manifest.name();
  }

  /** What a database remembers of it: name and digest, as {@code sha256sum} turned round. */
  public String id() {
    return name() + " " + manifest.sha256();
  }
}
