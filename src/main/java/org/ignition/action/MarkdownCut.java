package org.ignition.action;

import java.nio.charset.StandardCharsets;

/** Shortens Markdown that would be refused for its length. */
public final class MarkdownCut {

  private static final int ROOM_FOR_CLOSING = 1024;

  private MarkdownCut() {}

  /** The first lines of {@code markdown} that take {@code room} bytes, closed, and the note. */
  static String cut(String markdown, int room, String note) {
    String kept = Cut.wholeLines(markdown, room);
    return kept + OpenMarkup.closing(kept) + note;
  }

  /**
   * {@code markdown}, or as many of its first lines as leave room for what they opened to be closed
   * and for {@code note}.
   *
   * @param bytes the most that it takes in UTF-8, at least 2048; so neither takes it more
   *     characters
   * @param note says that something was cut, at most a few hundred bytes
   */
  public static String within(String markdown, int bytes, String note) {
    if (markdown.getBytes(StandardCharsets.UTF_8).length <= bytes) {
      return markdown;
    }
    return cut(markdown, bytes - ROOM_FOR_CLOSING, note);
  }
}
