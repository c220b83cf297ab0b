package org.ignition.ssh;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Passes on what a command prints itself, and not what the login shell printed before it: Bash
 * reads {@code .bashrc} for commands that come over SSH, and many a one greets.
 */
final class OwnOutput extends FilterOutputStream {

  /** Its first character stands nowhere else in it, which makes it easy to find. */
  private static final String BEGINNING = "[ignition-release begins here]";

  private static final byte[] MARK = (BEGINNING + "\n").getBytes(StandardCharsets.US_ASCII);

  private int matched;

  OwnOutput(OutputStream to) {
    super(to);
  }

  /** {@code command}, which then says where its output begins. */
  static String marked(String command) {
    return "echo '" + BEGINNING + "'; " + command;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    int next = from;
    while (matched < MARK.length && next < from + count) {
      match(bytes[next++]);
    }
    if (next < from + count) {
      out.write(bytes, next, from + count - next);
    }
  }

  private void match(byte one) {
    boolean anew = one == MARK[0];
    matched = one == MARK[matched] ? matched + 1 : anew ? 1 : 0;
  }
}
