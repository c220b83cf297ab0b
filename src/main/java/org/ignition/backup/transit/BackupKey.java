package org.ignition.backup.transit;

import java.io.IOException;
import java.nio.file.Path;

/** Opens encrypted backups. */
@FunctionalInterface
public interface BackupKey {

  /**
   * Decrypts a file.
   *
   * @param encrypted is left as it is
   * @param plain that is there and empty
   * @throws org.ignition.failure.InputException when the key does not fit
   * @throws org.ignition.failure.RemoteException when the file was altered
   */
  void decrypt(Path encrypted, Path plain) throws IOException;
}
