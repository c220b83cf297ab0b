package org.ignition.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;

/** Reads the file that the runner writes the event payload to. */
@FunctionalInterface
public interface EventFile {

  /** From the disk; GitHub caps payloads at 25 MB, and so, generously, does this. */
  EventFile ON_DISK = EventFile::readFromDisk;

  /**
   * The text of {@code file}.
   *
   * @throws InputException when it is missing, unreadable or larger than any payload
   */
  String read(Path file);

  private static String readFromDisk(Path file) {
    final int largest = 32 << 20;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(largest + 1);
      if (bytes.length > largest) {
        throw new InputException(problem(file, "The event payload is larger than 32 MiB"));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InputException(problem(file, "The event payload cannot be read"), e);
    }
  }

  private static Problem problem(Path file, String what) {
    return Problem.of(
            ErrorCode.SOURCE_EVENT_INVALID,
            what,
            "It says which commit a pull request is about",
            "Check GITHUB_EVENT_PATH, which the runner sets")
        .at(SourceLocation.of(file));
  }
}
