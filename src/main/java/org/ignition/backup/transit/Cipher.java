package org.ignition.backup.transit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Encrypts backups, so that whoever gets hold of a file can't read it. */
public interface Cipher {

  /** For whom, as the manifest names them. */
  List<String> recipients();

  /**
   * Encrypts a file.
   *
   * @param plain is left as it is
   * @param encrypted that is there and empty
   */
  void encrypt(Path plain, Path encrypted) throws IOException;
}
