package org.ignition.testing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A stream that keeps what is printed. */
public final class Captured {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(bytes, false, StandardCharsets.UTF_8);

  /** Where to print. */
  public PrintStream stream() {
    return stream;
  }

  /** What was printed and flushed. */
  public String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
