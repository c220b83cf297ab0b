package org.ignition.log;

import java.util.Map;
import org.ignition.json.Json;

/**
 * One JSON object as one line that survives every log: what a runner, a terminal or a line reader
 * would take for something else is written as a JSON escape, so readers get the very same values.
 */
public final class LogLine {

  private LogLine() {}

  /** The compact JSON of {@code fields}, without a line end. */
  public static String of(Map<String, ?> fields) {
    StringBuilder line = new StringBuilder();
    Json.compact(fields).codePoints().forEach(c -> append(line, c));
    return line.toString();
  }

  private static void append(StringBuilder line, int codePoint) {
    if (PrintableText.isPrintable(codePoint) && !endsLegacyCommand(line, codePoint)) {
      line.appendCodePoint(codePoint);
    } else {
      for (char unit : Character.toChars(codePoint)) {
        line.append(String.format("\\u%04x", (int) unit));
      }
    }
  }

  /** Runners take {@code ##[} anywhere in a line for a command; in JSON it occurs in texts only. */
  private static boolean endsLegacyCommand(StringBuilder line, int codePoint) {
    int end = line.length();
    return codePoint == '['
        && end >= 2
        && line.charAt(end - 1) == '#'
        && line.charAt(end - 2) == '#';
  }
}
