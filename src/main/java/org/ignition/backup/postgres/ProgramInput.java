package org.ignition.backup.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.ignition.resource.ResourceText;

/** What the shell scripts that start programs are, and what they read first. */
final class ProgramInput {

  private ProgramInput() {}

  /** A script of this package's resources. */
  static String text(String name) {
    return ResourceText.of(ProgramInput.class, name);
  }

  /**
   * Sends the program's environment, which no list of programs shows then.
   *
   * @param environment without U+0000
   */
  static void send(Map<String, String> environment, OutputStream input) throws IOException {
    StringBuilder lines = new StringBuilder();
    environment.forEach(
        (name, value) -> lines.append(name).append(' ').append(escaped(value)).append('\n'));
    input.write(lines.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
    input.flush();
  }

  /** Its bytes in UTF-8: what a JVM would make of it depends on the locale that it began in. */
  private static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    for (byte each : value.getBytes(StandardCharsets.UTF_8)) {
      text.append(String.format("\\0%03o", each & 0xff));
    }
    return text.toString();
  }
}
