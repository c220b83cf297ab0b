package org.ignition.image.inspection;

/**
 * Something in an image that looks like a secret. Never holds the secret.
 *
 * @param where the path in the image, {@code env:NAME}, {@code label:KEY} or {@code history:N};
 *     control characters are escaped
 * @param rule the rule's name in {@code docs/secrets.md}
 * @param why one sentence for the reader, without a full stop
 */
public record SecretFinding(String where, String rule, String why) {

  /** Makes {@code where} fit for a log line: names in an image are anybody's. */
  public SecretFinding {
    where = printable(where);
  }

  private static String printable(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().forEach(c -> append(line, c));
    return line.toString();
  }

  private static void append(StringBuilder line, int codePoint) {
    if (Character.isISOControl(codePoint)) {
      line.append(String.format("\\u%04x", codePoint));
    } else {
      line.appendCodePoint(codePoint);
    }
  }
}
