package org.ignition.flow.reach;

import java.nio.file.Path;
import org.ignition.backup.BackupContents;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.RestoreVerdict;
import org.ignition.backup.postgres.DumpProof;
import org.ignition.backup.sqlite.SqliteProof;
import org.ignition.backup.transit.BackupProof;
import org.ignition.flow.Surroundings;

/** Proves backups of every kind of database. */
public final class Proofs implements BackupProof {

  private final DumpProof dumps;

  /**
   * @param surroundings where programs are
   */
  public Proofs(Surroundings surroundings) {
    this.dumps = new Dumps(surroundings).proof();
  }

  @Override
  public void begin(BackupManifest manifest) {
    switch (manifest.name().format()) {
      case DUMP -> manifest.contents().map(BackupContents::serverMajor).ifPresent(dumps::begin);
      case SQLITE -> {} // A file is opened where it is.
    }
  }

  @Override
  public void requireReadable(Path file, BackupManifest manifest) {
    switch (manifest.name().format()) {
      case DUMP -> dumps.list(file);
      case SQLITE -> SqliteProof.requireReadable(file);
    }
  }

  @Override
  public RestoreVerdict prove(Path file, BackupManifest manifest) {
    return switch (manifest.name().format()) {
      case DUMP -> dumps.prove(file, manifest.name().toString(), manifest.contents());
      case SQLITE -> SqliteProof.prove(file, manifest.contents());
    };
  }

  @Override
  public void close() {
    dumps.close();
  }
}
