package org.ignition.backup.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import org.ignition.backup.Pace;
import org.ignition.backup.file.PrivateFile;
import org.ignition.image.Digest;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Gets an object in pieces. A piece that breaks off is got again, and all are of one content: the
 * one with the ETag that was seen first.
 */
record Download(S3Calls calls, String bucket, String key) {

  private static final int BLOCK = 256 * 1024;

  /** Takes what arrives; a piece that is got again begins anew. */
  private interface Sink extends AutoCloseable {
    void take(ByteBuffer bytes) throws IOException;

    @Override
    void close() throws IOException;
  }

  private interface Opening {
    Sink open() throws IOException;
  }

  /**
   * Into a new file.
   *
   * @throws UncheckedIOException when it can't be written; nothing is left of it
   */
  void to(Path file, StoredObject stored, Pace pace) throws IOException, InterruptedException {
    PrivateFile.create(file).close();
    List<Piece> pieces = Piece.of(stored.sizeBytes());
    try {
      calls.move(
          pace,
          lanes -> {
            for (Piece piece : pieces) {
              lanes.begin(() -> get(piece, stored, () -> into(file, piece.offset())));
            }
          });
    } catch (RuntimeException | InterruptedException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** A channel for each piece, as an interrupt closes the one that it hits. */
  private static Sink into(Path file, long offset) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE).position(offset);
    return new Sink() {
      @Override
      public void take(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  /** SHA-256 of what is stored. */
  Digest digest(StoredObject stored) {
    MessageDigest[] sofar = {Digest.sha256()};
    for (Piece piece : Piece.of(stored.sizeBytes())) {
      MessageDigest[] next = new MessageDigest[1];
      get(
          piece,
          stored,
          () -> {
            next[0] = copy(sofar[0]);
            return into(next[0]);
          });
      sofar[0] = next[0];
    }
    return Digest.of(sofar[0]);
  }

  private static Sink into(MessageDigest digest) {
    return new Sink() {
      @Override
      public void take(ByteBuffer bytes) {
        digest.update(bytes);
      }

      @Override
      public void close() {
        // Nothing was opened.
      }
    };
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of every JDK can be copied", e);
    }
  }

  private long get(Piece piece, StoredObject stored, Opening opening) {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .ifMatch(stored.etag())
            .overrideConfiguration(
                o -> o.apiCallAttemptTimeout(calls.patience().toMove(piece.length())));
    if (piece.length() < stored.sizeBytes()) {
      request.range(piece.range());
    }
    return calls.client().getObject(request.build(), transformer(piece, opening));
  }

  private static ResponseTransformer<GetObjectResponse, Long> transformer(
      Piece piece, Opening opening) {
    return (response, body) -> {
      if (response.contentRange() == null) {
        skip(body, piece.offset()); // A service that does not know ranges sends all.
      }
      try (Sink sink = opening.open()) {
        copy(body, piece.length(), sink);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return piece.length();
    };
  }

  private static void skip(InputStream body, long bytes) {
    try {
      body.skipNBytes(bytes);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private static void copy(InputStream body, long length, Sink sink) throws IOException {
    byte[] block = new byte[BLOCK];
    for (long left = length; left > 0; ) {
      int read = read(body, block, (int) Math.min(BLOCK, left));
      sink.take(ByteBuffer.wrap(block, 0, read));
      left -= read;
    }
  }

  private static int read(InputStream body, byte[] block, int most) {
    try {
      int read = body.read(block, 0, most);
      if (read < 0) {
        throw new IOException("the answer broke off");
      }
      return read;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** The SDK gets a piece again only when it is told that this may help. */
  private static RetryableException broken(IOException cause) {
    return RetryableException.builder().message("the answer broke off").cause(cause).build();
  }
}
