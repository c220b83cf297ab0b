package org.ignition.backup.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.ignition.image.Digest;

/** The digest of a file. */
public final class FileDigest {

  private static final int BLOCK = 256 * 1024;

  private FileDigest() {}

  /** SHA-256 of its bytes; stops when the thread is interrupted. */
  public static Digest of(Path file) throws IOException, InterruptedException {
    MessageDigest computation = Digest.sha256();
    byte[] block = new byte[BLOCK];
    try (InputStream stream = Files.newInputStream(file)) {
      for (int read = stream.read(block); read >= 0; read = stream.read(block)) {
        computation.update(block, 0, read);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    }
    return Digest.of(computation);
  }
}
