package org.ignition.ssh;

import java.util.List;

/**
 * A script of ours for the {@code sh} of another machine.
 *
 * @param text which is trusted; it may have several lines
 * @param words which it finds in {@code $1} and so on, whatever they hold but control characters
 */
public record RemoteScript(String text, List<String> words) {

  /** Copies the words. */
  public RemoteScript {
    words = List.copyOf(words);
  }

  /** The one text that a login shell gets. */
  String command() {
    String script = "sh -c '" + text.replace("'", "'\\''") + "' sh";
    return words.isEmpty() ? script : script + " " + RemoteWords.quoted(words);
  }
}
