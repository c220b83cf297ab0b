package org.ignition.registry.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.ignition.image.Digest;
import org.ignition.registry.embedded.Failure.Code;

/**
 * A blob that is on its way in. It is hashed as it comes, so that the end costs nothing; whatever
 * arrived before a cut stays and the client goes on from there.
 */
final class Upload {

  private static final int BUFFER_BYTES = 128 * 1024;

  private final RepositoryPath repository;
  private final String id;
  private final Path file;
  private final FileChannel channel;
  private final MessageDigest hash = Digest.sha256();
  private final ReentrantLock writing = new ReentrantLock();
  private volatile long received;

  Upload(RepositoryPath repository, Path file) throws IOException {
    this.repository = repository;
    this.id = file.getFileName().toString();
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  RepositoryPath repository() {
    return repository;
  }

  String id() {
    return id;
  }

  /** Bytes that are here. */
  long received() {
    return received;
  }

  /**
   * Appends a chunk.
   *
   * @param range where the client says it belongs; empty when it simply goes on
   */
  void append(InputStream chunk, Optional<ByteRange> range) throws IOException, Failure {
    writing.lock();
    try {
      if (range.isPresent() && range.get().first() != received) {
        throw new Failure(416, Code.BLOB_UPLOAD_INVALID, "the next byte is " + received);
      }
      long before = received;
      copy(chunk);
      if (range.isPresent() && received - before != range.get().length()) {
        throw new Failure(400, Code.SIZE_INVALID, "the chunk is not as long as Content-Range says");
      }
    } finally {
      writing.unlock();
    }
  }

  private void copy(InputStream chunk) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long total = received;
    for (int read = chunk.read(buffer); read >= 0; read = chunk.read(buffer)) {
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      hash.update(buffer, 0, read);
      total += read;
      received = total;
    }
  }

  /** Ends the upload: the file is on disk, whole, and closed. */
  Path finish(Digest expected) throws IOException, Failure {
    writing.lock();
    try {
      Digest actual = Digest.of(hash);
      if (!actual.equals(expected)) {
        throw new Failure(400, Code.DIGEST_INVALID, "the content has the digest " + actual);
      }
      channel.force(true);
      channel.close();
      return file;
    } finally {
      writing.unlock();
    }
  }

  /** Gives up; nothing is left. */
  void discard() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
