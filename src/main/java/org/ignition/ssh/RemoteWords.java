package org.ignition.ssh;

import java.util.List;
import java.util.stream.Collectors;

/** Words for a shell on another machine, which gets one text and splits it itself. */
final class RemoteWords {

  private RemoteWords() {}

  /** Each word in single quotes, in which nothing means anything to a POSIX shell. */
  static String quoted(List<String> words) {
    return words.stream().map(RemoteWords::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    if (word.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("control characters have no place in a command");
    }
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
