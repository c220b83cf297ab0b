package org.ignition.action;

import java.util.Optional;
import org.ignition.failure.SourceLocation;

/**
 * A message that GitHub shows beside the run, and beside the line of a file where there is one.
 *
 * @param level how bad it is
 * @param title a few words; empty for GitHub's own
 * @param message what to say; untrusted text is made harmless when it is written
 * @param at the place in a file
 */
public record Annotation(Level level, String title, String message, Optional<SourceLocation> at) {

  /** How bad an annotation is. */
  public enum Level {
    ERROR("error", "Error"),
    WARNING("warning", "Warning"),
    NOTICE("notice", "Notice");

    private final String command;
    private final String label;

    Level(String command, String label) {
      this.command = command;
      this.label = label;
    }

    /** The runner's name of it. */
    String command() {
      return command;
    }

    /** The reader's name of it. */
    public String label() {
      return label;
    }
  }

  /** The annotation as plain text: level, place, message. */
  @Override
  public String toString() {
    String place = at.map(location -> location + ": ").orElse("");
    return level.label() + ": " + place + (title.isEmpty() ? "" : title + ": ") + message;
  }
}
