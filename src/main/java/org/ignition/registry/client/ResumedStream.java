package org.ignition.registry.client;

import java.io.IOException;
import java.io.InputStream;

/** A download that goes on from where it was cut. */
final class ResumedStream extends InputStream {

  /** Opens the content from a byte on. */
  @FunctionalInterface
  interface Opener {
    InputStream open(long from) throws IOException;
  }

  private final Opener opener;
  private final RetrySession retries;
  private InputStream stream;
  private long position;
  private boolean closed;

  ResumedStream(Opener opener, RetrySession retries) throws IOException {
    this.opener = opener;
    this.retries = retries;
    this.stream = opener.open(0);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (true) {
      try {
        int read = stream.read(buffer, offset, length);
        position += Math.max(read, 0);
        return read;
      } catch (IOException e) {
        resume(e);
      }
    }
  }

  private void resume(IOException cut) throws IOException {
    stream.close();
    if (closed) {
      throw cut;
    }
    retries.after(new Fault.Broken(cut));
    stream = opener.open(position);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    stream.close();
  }
}
