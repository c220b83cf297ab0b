package org.ignition.flow;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;
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
public record Workspace(Path root) {

  private static final Path OURS = Path.of(".ignition");

  /**
   * The runner's, else the current folder.
   *
   * @throws InputException when there is no such folder
   */
  public static Workspace of(Surroundings surroundings) {
    Path root =
        surroundings
            .runner()
            .workspace()
            .filter(Files::isDirectory)
            .orElse(surroundings.directory());
    if (!Files.isDirectory(root)) {
      throw new InputException(
          Problem.of(
              ErrorCode.INPUT_INVALID,
              "The current folder cannot be reached by its name",
              "It is gone, or its name holds characters that the locale does not have",
              "Change to a folder that exists, and set LC_ALL=C.UTF-8"));
    }
    return new Workspace(root);
  }

  /** A path as the user gave it, made absolute. */
  public Path resolve(Path given) {
    return root.resolve(given).normalize();
  }

  /** The folder that a file is in, absolute. */
  public Path folderOf(Path given) {
    return Objects.requireNonNullElse(resolve(given).getParent(), root);
  }

  /**
   * Whether {@code given} is below the checkout, wherever links lead, and not the checkout itself.
   */
  public boolean holds(Path given) {
    Path file = resolve(given);
    return file.startsWith(root) && !file.equals(root) && !leadsOut(folderOf(given));
  }

  private boolean leadsOut(Path folder) {
    Path existing = folder;
    while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      existing = Objects.requireNonNull(existing.getParent(), "the root exists");
    }
    try {
      return !existing.toRealPath().startsWith(root.toRealPath());
    } catch (IOException e) {
      return true; // To nowhere.
    }
  }

  /** The embedded registry's usual folder. */
  public Path registry() {
    return root.resolve(OURS).resolve("registry");
  }

  /**
   * The usual place of the build metadata, relative: steps on the host see other absolute paths.
   */
  public static Path metadataFile() {
    return OURS.resolve("build-metadata.json");
  }

  /** The usual place of the report on migrations, relative for the same reason. */
  public static Path migrationReport() {
    return OURS.resolve("migration-report.json");
  }

  /**
   * Writes a file, whole or not at all.
   *
   * @throws InputException when that is not possible
   */
  public void write(Path given, String text) {
    Path file = resolve(given);
    Path folder = folderOf(given);
    Path created = topmostMissing(given);
    try {
      prepare(folder);
      Path part = folder.resolve("." + UUID.randomUUID() + ".part");
      try {
        writePart(part, text);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw unwritable(given, e);
    } finally {
      handOver(created);
    }
  }

  /**
   * Makes a file that is not there yet, whole or not at all.
   *
   * @throws InputException when it is there, when its folder leads out of the checkout, or when it
   *     cannot be written
   */
  public void create(Path given, String text) {
    Path folder = folderOf(given);
    Path created = topmostMissing(given);
    Path part = folder.resolve("." + given.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      requireInside(folder, given);
      Files.createDirectories(folder);
      Files.writeString(part, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
      Files.move(part, resolve(given));
    } catch (FileAlreadyExistsException e) {
      throw alreadyThere(given, e);
    } catch (IOException e) {
      throw unwritable(given, e);
    } finally {
      remove(part);
    }
    handOver(created);
  }

  private void requireInside(Path folder, Path given) {
    if (leadsOut(folder)) {
      throw new InputException(
          Problem.of(
              ErrorCode.FILE_UNWRITABLE,
              "The folder of " + given + " leads out of the repository",
              "A link decides where it would be written",
              "Replace the link by a folder and run the same command again"));
    }
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // It holds nothing that is missed, and its name says what it is.
    }
  }

  private static InputException alreadyThere(Path given, IOException e) {
    return new InputException(
        Problem.of(
            ErrorCode.FILE_UNWRITABLE,
            given + " appeared while it was being written",
            "What is there is never overwritten",
            "Run the same command again"),
        e);
  }

  /**
   * With the rights that the user's files have, and not through a channel, which an interrupt would
   * close.
   */
  private static void writePart(Path part, String text) throws IOException {
    try (FileOutputStream out = new FileOutputStream(part.toFile())) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Finds out, before anything is done, that a file can be written; makes its folder.
   *
   * @throws InputException when it can't
   */
  public void requireWritable(Path given) {
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
    if (Files.isDirectory(resolve(given))) {
      throw unwritable(given, "it is a folder");
    }
  }

  /** What writing {@code given} will create first: a folder above it, or itself. */
  public Path topmostMissing(Path given) {
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
  public void ignoreOurs() throws IOException {
    Path ignore = root.resolve(OURS).resolve(".gitignore");
    if (!Files.exists(ignore)) {
      Files.createDirectories(ignore.getParent());
      Files.writeString(ignore, "*\n");
    }
  }

  /** Gives what we wrote below {@code given} to the owner of the checkout. */
  public void handOver(Path given) {
    try {
      FileOwner owner = FileOwner.of(root);
      owner.takeAll(resolve(given));
      owner.take(root.resolve(OURS));
      owner.take(root.resolve(OURS).resolve(".gitignore"));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      // See FileOwner.
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
        : new InputException(unwritableProblem(given, ""), e);
  }

  private static InputException unwritable(Path given, String why) {
    return new InputException(unwritableProblem(given, ": " + why));
  }

  private static Problem unwritableProblem(Path given, String why) {
    return Problem.of(
        ErrorCode.FILE_UNWRITABLE,
        "Cannot write " + given + why,
        "Later steps of the workflow read it",
        "Correct the path or its permissions and run the same command again");
  }
}
