package org.ignition.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who holds a lock, as a text that can stand in an SQL comment: letters, digits and {@code ._:/@-}
 * as they are, all else percent-encoded in UTF-8.
 *
 * @param actor who we are; may be empty
 * @param runUrl where to look at the run; may be empty
 */
public record LockNote(String actor, String runUrl) {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/@-]");
  private static final Pattern FORM =
      Pattern.compile("(?s)\\W*ignition-release actor=(?<actor>\\S*) run=(?<run>\\S*).*");

  /** Servers show the first 1024 bytes of a query unless told otherwise. */
  private static final int LONGEST_ACTOR = 150;

  private static final int LONGEST_URL = 600;

  /** One line; what is too long is cut. */
  public String text() {
    return "ignition-release actor="
        + encoded(actor, LONGEST_ACTOR)
        + " run="
        + encoded(runUrl, LONGEST_URL);
  }

  /** What {@code text} begins with, if somebody wrote it by {@link #text}; else both are empty. */
  public static LockNote parse(String text) {
    Matcher note = FORM.matcher(text);
    return note.matches()
        ? new LockNote(decoded(note.group("actor")), decoded(note.group("run")))
        : new LockNote("", "");
  }

  private static String encoded(String text, int longest) {
    StringBuilder encoded = new StringBuilder();
    for (int codePoint : text.codePoints().toArray()) {
      String next = encoded(Character.toString(codePoint));
      if (encoded.length() + next.length() > longest) {
        break;
      }
      encoded.append(next);
    }
    return encoded.toString();
  }

  private static String encoded(String character) {
    if (PLAIN.matcher(character).matches()) {
      return character;
    }
    StringBuilder bytes = new StringBuilder();
    for (byte one : character.getBytes(StandardCharsets.UTF_8)) {
      bytes.append(String.format("%%%02X", one));
    }
    return bytes.toString();
  }

  /** Untrusted: anybody can have written it. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
