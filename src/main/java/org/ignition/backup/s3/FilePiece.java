package org.ignition.backup.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import software.amazon.awssdk.core.sync.RequestBody;

/** A piece of a file as the body of a request, read from the disk each time that it is sent. */
final class FilePiece {

  private static final String TYPE = "application/octet-stream";

  private FilePiece() {}

  static RequestBody body(Path file, Piece piece) {
    return RequestBody.fromContentProvider(() -> stream(file, piece), piece.length(), TYPE);
  }

  private static InputStream stream(Path file, Piece piece) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      return new Limited(channel.position(piece.offset()), piece.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So many bytes of a file, from where it is. */
  private static final class Limited extends InputStream {

    private final FileChannel file;
    private final InputStream bytes;
    private long left;

    Limited(FileChannel file, long left) {
      this.file = file;
      this.bytes = Channels.newInputStream(file);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      ByteBuffer one = ByteBuffer.allocate(1);
      return read(one.array(), 0, 1) < 0 ? -1 : one.get(0) & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = bytes.read(into, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
