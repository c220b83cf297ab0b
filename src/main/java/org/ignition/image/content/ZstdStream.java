package org.ignition.image.content;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Unpacks zstd; the decoder's unchecked exceptions become what a stream throws. */
final class ZstdStream extends InputStream {

  private final ZstdInputStream decoder;
  private final byte[] one = new byte[1];

  ZstdStream(InputStream frames) {
    decoder = new ZstdInputStream(frames);
  }

  @Override
  public int read() throws IOException {
    int count = read(one, 0, 1);
    return count < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      return decoder.read(into, offset, length);
    } catch (RuntimeException e) {
      // Malformed input shows as several unchecked exceptions, out-of-bounds ones among them.
      throw new MalformedContentException("its zstd data is damaged", e);
    }
  }

  @Override
  public void close() throws IOException {
    decoder.close();
  }
}
