package org.ignition.action;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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

  /** Appends; in one write, as long as the system takes it whole. */
  void append(String text) {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    try (FileChannel channel = FileChannel.open(path, CREATE, APPEND)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
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
