package org.ignition.action;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

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

  /** Appends in one write. */
  void append(String text) {
    try {
      Files.write(path, text.getBytes(StandardCharsets.UTF_8), CREATE, APPEND);
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
