package org.ignition.registry.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.ignition.image.BlobSource;

/** Where content comes from. */
final class Contents {

  /** Large enough that system calls cost nothing, small enough that four uploads cost nothing. */
  private static final int PIECE = 256 * 1024;

  private Contents() {}

  static Content of(BlobSource.InMemory memory) {
    return (from, to) ->
        new Content.Pieces() {
          private ByteBuffer rest =
              ByteBuffer.wrap(memory.content(), (int) from, (int) (to - from)).slice();

          @Override
          public ByteBuffer next() {
            ByteBuffer piece = rest;
            rest = ByteBuffer.allocate(0);
            return piece.asReadOnlyBuffer();
          }

          @Override
          public void close() {}
        };
  }

  static Content of(BlobSource.InFile stretch) {
    return (from, to) -> new FilePieces(stretch.file(), stretch.offset() + from, to - from);
  }

  /** Content that can only be read from its beginning: the rest is read and passed over. */
  static Content of(StreamSource source) {
    return (from, to) -> {
      InputStream stream = source.open();
      try {
        stream.skipNBytes(from);
      } catch (IOException e) {
        stream.close();
        throw e;
      }
      return new StreamPieces(stream, to - from);
    };
  }

  /** Opens a stream at its beginning. */
  @FunctionalInterface
  interface StreamSource {
    InputStream open() throws IOException;
  }

  private static final class FilePieces implements Content.Pieces {

    private final FileChannel channel;
    private long position;
    private long left;

    FilePieces(Path file, long position, long length) throws IOException {
      this.channel = open(file);
      this.position = position;
      this.left = length;
    }

    private static FileChannel open(Path file) throws IOException {
      try {
        return FileChannel.open(file, StandardOpenOption.READ);
      } catch (IOException e) {
        throw new Content.LocalFailure("the file cannot be opened", e);
      }
    }

    @Override
    public ByteBuffer next() throws IOException {
      ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, left));
      while (piece.hasRemaining()) {
        int read = channel.read(piece, position);
        if (read < 0) {
          throw new Content.LocalFailure("the file became shorter", new EOFException());
        }
        position += read;
      }
      left -= piece.capacity();
      return piece.flip();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  private static final class StreamPieces implements Content.Pieces {

    private final InputStream stream;
    private long left;

    StreamPieces(InputStream stream, long length) {
      this.stream = stream;
      this.left = length;
    }

    @Override
    public ByteBuffer next() throws IOException {
      byte[] piece = stream.readNBytes((int) Math.min(PIECE, left));
      if (piece.length == 0 && left > 0) {
        throw new EOFException("the stream ended early");
      }
      left -= piece.length;
      if (left == 0 && piece.length > 0 && stream.read() >= 0) {
        throw new IOException("the stream goes on beyond its length");
      }
      return ByteBuffer.wrap(piece);
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
