package org.ignition.action;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The step's summary, GitHub-flavoured Markdown. GitHub throws a summary over 1 MiB away as a
 * whole; this one is cut long before, and says so.
 */
public final class StepSummary {

  /** The most bytes of a step's summary, the closing note included: 256 KiB. */
  public static final int LIMIT = 256 * 1024;

  private static final String NOTE =
      "\n\n_This summary was cut at 256 KiB; the log of the step has everything._\n";
  private static final int ROOM_FOR_NOTE = 1024;

  private final Optional<AppendedFile> file;

  /** Writes to {@code file}; without one nothing is written. */
  public StepSummary(Optional<Path> file) {
    this.file = file.map(path -> new AppendedFile("GITHUB_STEP_SUMMARY", path));
  }

  /**
   * Finds out before anything is done whether the summary can be written.
   *
   * @throws org.ignition.failure.InputException when it cannot
   */
  public void requireWritable() {
    file.ifPresent(f -> f.append(""));
  }

  /**
   * Appends {@code markdown} as a block of its own. What doesn't fit is cut at the end of a line
   * and a note is added; once that has happened further blocks are left out.
   *
   * @throws org.ignition.failure.InputException when the file cannot be written
   */
  public void append(String markdown) {
    file.ifPresent(f -> append(f, markdown.endsWith("\n") ? markdown : markdown + "\n"));
  }

  private static void append(AppendedFile file, String block) {
    long room = LIMIT - ROOM_FOR_NOTE - file.size();
    if (room <= 0) {
      return;
    }
    boolean fits = block.getBytes(StandardCharsets.UTF_8).length <= room;
    file.append(fits ? block : MarkdownCut.cut(block, (int) room, NOTE));
  }
}
