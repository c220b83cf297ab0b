package org.ignition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.stream.Stream;
import org.ignition.action.RunnerEnvironment;
import org.ignition.failure.DiskSpace;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/**
 * The user's checkout, and the one folder that we leave in it. The folder ignores itself, so that
 * it never makes the tree dirty, and belongs to whom the checkout belongs to: in a container we are
 * root, and a self-hosted runner could not clean up after us.
 *
 * @param root absolute
 */
record Workspace(Path root) {

  private static final Path OURS = Path.of(".ignition");

  static Workspace of(Surroundings surroundings, RunnerEnvironment runner) {
    return new Workspace(
        runner.workspace().filter(Files::isDirectory).orElse(surroundings.directory()));
  }

  /** A path as the user gave it, made absolute. */
  Path resolve(Path given) {
    return root.resolve(given).normalize();
  }

  /** The folder that a file is in, absolute. */
  Path folderOf(Path given) {
    return Objects.requireNonNullElse(resolve(given).getParent(), root);
  }

  /** The embedded registry's usual folder. */
  Path registry() {
    return root.resolve(OURS).resolve("registry");
  }

  /**
   * The usual place of the build metadata, relative: steps on the host see other absolute paths.
   */
  static Path metadataFile() {
    return OURS.resolve("build-metadata.json");
  }

  /**
   * Writes a file, whole or not at all.
   *
   * @throws InputException when that is not possible
   */
  void write(Path given, String text) {
    Path file = resolve(given);
    Path folder = folderOf(given);
    Path created = topmostMissing(given);
    try {
      prepare(folder);
      Path part = Files.createTempFile(folder, ".part", "");
      Files.writeString(part, text, StandardCharsets.UTF_8);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(given, e);
    } finally {
      handOver(created);
    }
  }

  /**
   * Finds out before anything is done whether a file can be written.
   *
   * @throws InputException when it cannot
   */
  void requireWritable(Path given) {
    Path folder = folderOf(given);
    Path created = topmostMissing(folder);
    try {
      prepare(folder);
      Files.delete(Files.createTempFile(folder, ".part", ""));
    } catch (IOException e) {
      throw unwritable(given, e);
    } finally {
      handOver(created);
    }
  }

  /** What writing {@code given} will create first: a folder above it, or itself. */
  Path topmostMissing(Path given) {
    Path top = resolve(given);
    for (Path above = top.getParent();
        above != null && !Files.exists(above);
        above = above.getParent()) {
      top = above;
    }
    return top;
  }

  private void prepare(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (folder.startsWith(root.resolve(OURS))) {
      ignoreOurs();
    }
  }

  /** Makes our folder, which git ignores from the inside. */
  void ignoreOurs() throws IOException {
    Path ignore = root.resolve(OURS).resolve(".gitignore");
    if (!Files.exists(ignore)) {
      Files.createDirectories(ignore.getParent());
      Files.writeString(ignore, "*\n");
    }
  }

  /** Gives what we wrote below {@code given} to the owner of the checkout. */
  void handOver(Path given) {
    try (Stream<Path> files = Files.walk(resolve(given))) {
      Object owner = Files.getAttribute(root, "unix:uid");
      Object group = Files.getAttribute(root, "unix:gid");
      files.forEach(file -> give(file, owner, group));
      give(root.resolve(OURS), owner, group);
      give(root.resolve(OURS).resolve(".gitignore"), owner, group);
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      // Owners are a courtesy: without them everything works, only cleaning up is harder.
    }
  }

  private static void give(Path file, Object owner, Object group) {
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          && !Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(owner)) {
        Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
      }
    } catch (IOException e) {
      // See handOver.
    }
  }

  private static InputException unwritable(Path given, IOException e) {
    return DiskSpace.isExhaustedBy(e)
        ? new InputException(
            Problem.of(
                ErrorCode.DISK_FULL,
                "No space left to write " + given,
                "",
                "Free some space and run the same command again"),
            e)
        : new InputException(
            Problem.of(
                ErrorCode.FILE_UNWRITABLE,
                "Cannot write " + given,
                "Later steps of the workflow read it",
                "Correct the path or its permissions and run the same command again"),
            e);
  }
}
