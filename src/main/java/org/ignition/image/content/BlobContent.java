package org.ignition.image.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.ignition.image.BlobSource;

/** Opens blobs that are on this machine. */
public final class BlobContent {

  private BlobContent() {}

  /** Whether the bytes of {@code source} are here rather than at a registry. */
  public static boolean isLocal(BlobSource source) {
    return !(source instanceof BlobSource.Upstream);
  }

  /** Bytes of a local blob. */
  public static long size(BlobSource source) {
    return switch (source) {
      case BlobSource.InFile slice -> slice.length();
      case BlobSource.InMemory memory -> memory.content().length;
      case BlobSource.Upstream _ -> throw notLocal();
    };
  }

  /**
   * The bytes of a local blob as they are; skipping in a file costs no reading.
   *
   * @throws IOException when the file cannot be opened, or later, when it is shorter than the blob
   */
  public static InputStream open(BlobSource source) throws IOException {
    return switch (source) {
      case BlobSource.InFile slice -> open(slice);
      case BlobSource.InMemory memory -> new ByteArrayInputStream(memory.content());
      case BlobSource.Upstream _ -> throw notLocal();
    };
  }

  private static InputStream open(BlobSource.InFile slice) throws IOException {
    FileChannel channel = FileChannel.open(slice.file(), StandardOpenOption.READ);
    return new SliceStream(channel, slice.offset(), slice.length());
  }

  /**
   * The bytes of a local blob, unpacked where their first bytes say gzip or zstd. What is not
   * packed can still be skipped without reading.
   *
   * @param limit of what it may unpack to; {@link ContentLimitException} beyond it
   */
  public static InputStream unpack(BlobSource source, UnpackLimit limit) throws IOException {
    Compression compression = Compression.of(head(source));
    InputStream packed = open(source);
    try {
      return compression == Compression.NONE
          ? packed
          : new BoundedStream(compression.unpack(packed), limit.of(size(source)));
    } catch (IOException | RuntimeException e) {
      packed.close();
      throw e;
    }
  }

  /** How a local blob is packed. */
  public static Compression compression(BlobSource source) throws IOException {
    return Compression.of(head(source));
  }

  private static byte[] head(BlobSource source) throws IOException {
    try (InputStream in = open(source)) {
      return in.readNBytes(Compression.LONGEST_MAGIC);
    }
  }

  private static IllegalArgumentException notLocal() {
    return new IllegalArgumentException("a blob at a registry has no local content");
  }
}
