package org.ignition.registry.client;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;

/** Content on its way in, checked against its descriptor as it is read. */
final class VerifiedStream extends FilterInputStream {

  /** What is skipped has to be read for its digest; a caller that wants more asks again. */
  private static final int LARGEST_SKIP = 16 * 1024;

  private final Descriptor expected;
  private final MessageDigest computation = Digest.sha256();
  private long count;
  private boolean verified;

  VerifiedStream(InputStream content, Descriptor expected) {
    super(content);
    this.expected = expected;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    if (read < 0) {
      verify();
    } else {
      computation.update(buffer, offset, read);
      count += read;
      refuseExcess();
    }
    return read;
  }

  private void refuseExcess() throws MismatchException {
    if (count > expected.size()) {
      throw new MismatchException("more than the " + expected.size() + " bytes of its descriptor");
    }
  }

  private void verify() throws IOException {
    if (verified) {
      return;
    }
    if (count < expected.size()) {
      throw new EOFException("ended after " + count + " of " + expected.size() + " bytes");
    }
    Digest actual = Digest.of(computation);
    if (!actual.equals(expected.digest())) {
      throw new MismatchException(actual + " instead of " + expected.digest());
    }
    verified = true;
  }

  @Override
  public long skip(long n) throws IOException {
    byte[] piece = new byte[Math.clamp(n, 0, LARGEST_SKIP)];
    return Math.max(0, read(piece, 0, piece.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** The content is whole, and not what its digest says. */
  static final class MismatchException extends IOException {
    MismatchException(String message) {
      super(message);
    }
  }
}
