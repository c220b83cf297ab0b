package org.ignition.action;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/**
 * A file that a runner reads when the step has ended.
 *
 * @param variable the environment variable that named it, for errors
 * @param path where it is
 */
record AppendedFile(String variable, Path path) {

  /**
   * Appends; in one write, as long as the system takes it whole. Not through a channel, which an
   * interrupt would close: what a cancelled command did must be told too.
   */
  void append(String text) {
    try (FileOutputStream file = new FileOutputStream(path.toFile(), true)) {
      file.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** How many bytes it has; zero when it isn't there. */
  long size() {
    try {
      return Files.exists(path) ? Files.size(path) : 0;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private InputException unwritable(IOException cause) {
    return new InputException(
        Problem.of(
            ErrorCode.FILE_UNWRITABLE,
            "The file of " + variable + " cannot be written: " + path,
            "The runner reads what the step hands on from there",
            "Run the container as root, as the runner does, and leave " + variable + " as it is"),
        cause);
  }
}
