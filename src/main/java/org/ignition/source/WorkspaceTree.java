package org.ignition.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.migration.layout.FileTree;

/**
 * The files on disk. Links are followed as long as they stay in the workspace: a pull request may
 * hold one to anything on the machine.
 */
public final class WorkspaceTree implements FileTree {

  /** Dumps of that size are migrations somewhere; more would not fit into the memory. */
  static final int LARGEST = 64 << 20;

  private final Path workspace;

  /** The real places of folders that files were read from. */
  private final Map<Path, Path> folders = new ConcurrentHashMap<>();

  /** The files below {@code workspace}. */
  public WorkspaceTree(Path workspace) {
    this.workspace = workspace;
  }

  /** Whether migrations may need the content of {@code file}. */
  static boolean isRead(Path file) {
    String name = file.toString();
    return name.endsWith(".sql") || name.endsWith(".toml") || name.endsWith(".conf");
  }

  @Override
  public List<Path> files(Path folder) {
    Path start = inside(folder);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (Stream<Path> found = Files.find(start, Integer.MAX_VALUE, WorkspaceTree::isFile)) {
      return found.map(file -> folder.resolve(start.relativize(file))).sorted().toList();
    } catch (IOException e) {
      throw unreadable(folder, "The folder cannot be read", "Check its permissions", e);
    }
  }

  private static boolean isFile(Path path, BasicFileAttributes own) {
    return own.isSymbolicLink() ? Files.isRegularFile(path) : own.isRegularFile();
  }

  @Override
  public byte[] read(Path file) {
    try (InputStream in = open(file.normalize())) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new InputException(
            problem(file, "The file is larger than 64 MiB", "Load rows with COPY from elsewhere"));
      }
      return bytes;
    } catch (IOException e) {
      throw unreadable(file, "The file cannot be read", "Check its permissions", e);
    }
  }

  /** Nearly all files are no links, and lie where their folder does: that needs but one look. */
  private InputStream open(Path file) throws IOException {
    Path parent = Objects.requireNonNullElse(file.getParent(), Path.of(""));
    Path folder = folders.computeIfAbsent(parent, this::inside);
    try {
      return Files.newInputStream(folder.resolve(file.getFileName()), LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return Files.newInputStream(inside(file));
    }
  }

  /** The real place of {@code path}; of one that is not there, its place. */
  private Path inside(Path path) {
    Path full = workspace.resolve(path).normalize();
    try {
      Path root = workspace.toRealPath();
      Path real = Files.exists(full) ? full.toRealPath() : root.resolve(path).normalize();
      if (!real.startsWith(root)) {
        throw new InputException(
            problem(path, "This leads out of the repository", "Replace the link by the file"));
      }
      return real;
    } catch (IOException e) {
      throw unreadable(path, "The file cannot be read", "Check its permissions", e);
    }
  }

  private static InputException unreadable(
      Path file, String what, String advice, IOException cause) {
    return new InputException(problem(file, what, advice), cause);
  }

  private static Problem problem(Path file, String what, String advice) {
    return Problem.of(
            ErrorCode.MIGRATION_UNREADABLE, what, "It would not run as it is written", advice)
        .at(SourceLocation.of(file));
  }
}
