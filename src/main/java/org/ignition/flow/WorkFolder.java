package org.ignition.flow;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A folder for what a command makes on its way; gone when it is closed.
 *
 * @param path where it is
 */
public record WorkFolder(Path path) implements AutoCloseable {

  /** Makes one where the runner wants temporary files. */
  public static WorkFolder create(Surroundings surroundings) {
    try {
      Path parent =
          surroundings
              .runner()
              .temporaryFolder()
              .filter(Files::isDirectory)
              .orElse(Path.of(System.getProperty("java.io.tmpdir")));
      return new WorkFolder(Files.createTempDirectory(parent, "ignition-"));
    } catch (IOException e) {
      throw new InputException(
          Problem.of(
              ErrorCode.FILE_UNWRITABLE,
              "Cannot create a temporary folder",
              "The image is assembled there",
              "Set RUNNER_TEMP or TMPDIR to a folder that can be written"),
          e);
    }
  }

  @Override
  public void close() {
    try {
      Files.walkFileTree(path, new Deletion());
    } catch (IOException e) {
      // What is left lies in a temporary folder.
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
