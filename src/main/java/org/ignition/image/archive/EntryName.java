package org.ignition.image.archive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Names of entries in an outer archive, where nothing may point outside. */
final class EntryName {

  private EntryName() {}

  /**
   * {@code name} without {@code ./} and doubled or trailing slashes; empty when it is absolute or
   * steps up. The archive's own folder is the empty name.
   */
  static Optional<String> of(String name) {
    if (name.startsWith("/") || name.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    for (String part : name.split("/", -1)) {
      if (part.equals("..")) {
        return Optional.empty();
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }

  /** What a symbolic link called {@code link} points to; empty when that is outside. */
  static Optional<String> target(String link, String target) {
    if (target.startsWith("/")) {
      return Optional.empty();
    }
    Deque<String> parts = new ArrayDeque<>(List.of(link.split("/", -1)));
    parts.removeLast();
    for (String part : target.split("/", -1)) {
      if (part.equals("..") && parts.pollLast() == null) {
        return Optional.empty();
      }
      if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
        parts.addLast(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }
}
