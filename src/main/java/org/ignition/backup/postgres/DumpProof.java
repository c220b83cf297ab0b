package org.ignition.backup.postgres;

import java.nio.file.Path;
import java.util.Optional;
import org.ignition.backup.BackupContents;
import org.ignition.backup.RestoreVerdict;

public final class DumpProof {
  public DumpProof(PgClients clients, ProofServers servers) {}

  public RestoreVerdict prove(Path file, String name, Optional<BackupContents> expected) {
    throw new IllegalStateException();
  }
}
