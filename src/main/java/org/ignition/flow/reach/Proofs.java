package org.ignition.flow.reach;

import java.nio.file.Path;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.RestoreVerdict;
import org.ignition.backup.sqlite.SqliteProof;
import org.ignition.backup.transit.BackupProof;
import org.ignition.flow.Surroundings;

/**
 * Proves backups of every kind of database.
 *
 * @param surroundings where programs are
 */
public record Proofs(Surroundings surroundings) implements BackupProof {

  @Override
  public void requireReadable(Path file, BackupManifest manifest) {
    switch (manifest.name().format()) {
      case DUMP -> new Dumps(surroundings).proof().list(file);
      case SQLITE -> SqliteProof.requireReadable(file);
    }
  }

  @Override
  public RestoreVerdict prove(Path file, BackupManifest manifest) {
    return switch (manifest.name().format()) {
      case DUMP ->
          new Dumps(surroundings)
              .proof()
              .prove(file, manifest.name().toString(), manifest.contents());
      case SQLITE -> SqliteProof.prove(file, manifest.contents());
    };
  }
}
