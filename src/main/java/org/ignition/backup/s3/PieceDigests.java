package org.ignition.backup.s3;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.ignition.image.Digest;

/** Reads a file once, in order: digests of its pieces and, at the end, that of the whole. */
final class PieceDigests implements AutoCloseable {

  private static final int BLOCK = 256 * 1024;

  private final FileChannel file;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK);
  private final MessageDigest whole = Digest.sha256();

  PieceDigests(Path file) throws IOException {
    this.file = FileChannel.open(file, StandardOpenOption.READ);
  }

  /** The digest of the piece that follows the last one. */
  byte[] next(Piece piece, MessageDigest digest) throws IOException {
    long left = piece.length();
    while (left > 0) {
      int read = file.read(block.clear().limit((int) Math.min(BLOCK, left)));
      if (read < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
      digest.update(block.array(), 0, read);
      whole.update(block.array(), 0, read);
      left -= read;
    }
    return digest.digest();
  }

  /** SHA-256 of all pieces so far. */
  Digest whole() {
    return Digest.of(whole);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
