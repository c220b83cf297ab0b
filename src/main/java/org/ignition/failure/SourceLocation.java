package org.ignition.failure;

import java.nio.file.Path;

/**
 * A place in a file that an error is about.
 *
 * @param file as the user named it, relative to the workspace where possible
 * @param line 1-based; 0 when only the file is known
 * @param column 1-based; 0 when only the line is known
 */
public record SourceLocation(Path file, int line, int column) {

  /** The file as a whole. */
  public static SourceLocation of(Path file) {
    return new SourceLocation(file, 0, 0);
  }

  /** {@code file}, {@code file:line} or {@code file:line:column}, whichever is known. */
  @Override
  public String toString() {
    if (line == 0) {
      return file.toString();
    }
    return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }
}
