package org.ignition.image.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** How a layer or a whole archive is packed, told by its first bytes as container engines do. */
public enum Compression {
  /** Not packed, as far as the first bytes tell. */
  NONE,
  /** RFC 1952, any number of members. */
  GZIP,
  /** RFC 8878, any number of frames. */
  ZSTD;

  static final int LONGEST_MAGIC = 4;
  private static final int BUFFER = 64 << 10;

  /** What {@code head}, the first four bytes of the content, stands for. */
  public static Compression of(byte[] head) {
    if (startsWith(head, 0x1f, 0x8b)) {
      return GZIP;
    }
    boolean skippable =
        head.length >= 4 && (head[0] & 0xf0) == 0x50 && startsWith(tail(head), 0x2a, 0x4d, 0x18);
    return skippable || startsWith(head, 0x28, 0xb5, 0x2f, 0xfd) ? ZSTD : NONE;
  }

  InputStream unpack(InputStream packed) throws IOException {
    return switch (this) {
      case NONE -> packed;
      case GZIP -> new GZIPInputStream(packed, BUFFER);
      case ZSTD -> new ZstdStream(new ZstdFrames(packed));
    };
  }

  private static byte[] tail(byte[] head) {
    return new byte[] {head[1], head[2], head[3]};
  }

  private static boolean startsWith(byte[] head, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= head.length || (head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
