package org.ignition.image.jib;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.jib.BuildFile.Copy;
import org.ignition.image.jib.BuildFile.FileProperties;
import org.ignition.image.jib.BuildFile.Layer;

/**
 * Finds the files that a build file names, in the way of Jib's command line, and refuses what is
 * missing, what is no file or folder, and what leads out of the workspace.
 */
final class LayerFiles {

  private final Path folder;
  private final Path workspace;

  /**
   * @param folder which relative sources are relative to
   * @param workspace nothing outside of it is taken, also not through a symbolic link
   */
  LayerFiles(Path folder, Path workspace) {
    this.folder = real(folder);
    this.workspace = real(workspace);
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new InputException(
          Problem.of(
              ErrorCode.LAYER_SOURCE_INVALID,
              "The folder cannot be read: " + folder,
              "The build file's sources are in it",
              "Give this user permission to read it"),
          e);
    }
  }

  /**
   * The layers, lowest first.
   *
   * @throws InputException when a source can't be taken
   */
  List<FileEntriesLayer> layers(BuildFile buildFile) {
    return buildFile.layers().stream().map(this::layer).toList();
  }

  private FileEntriesLayer layer(Layer layer) {
    FileEntriesLayer.Builder files = FileEntriesLayer.builder().setName(layer.name());
    layer.copies().forEach(copy -> entries(copy).forEach(files::addEntry));
    return files.build();
  }

  private List<FileEntry> entries(Copy copy) {
    try {
      Path named = folder.resolve(copy.src()).normalize();
      Path source = inWorkspace(named, copy);
      if (Files.isRegularFile(source)) {
        return List.of(single(source, copy));
      }
      if (Files.isDirectory(source)) {
        return tree(source, globs(copy, named));
      }
      throw SourceProblem.NEITHER_FILE_NOR_FOLDER.of(copy, named);
    } catch (InvalidPathException e) {
      throw SourceProblem.NOT_A_PATH.of(copy, folder);
    } catch (IOException | UncheckedIOException e) {
      throw SourceProblem.UNREADABLE.of(copy, folder.resolve(copy.src()));
    }
  }

  /** Where {@code named} really is, after every symbolic link. */
  private Path inWorkspace(Path named, Copy copy) throws IOException {
    try {
      Path real = named.toRealPath();
      if (!real.startsWith(workspace)) {
        throw SourceProblem.OUTSIDE.of(copy, named);
      }
      return real;
    } catch (NoSuchFileException e) {
      throw SourceProblem.MISSING.of(copy, named);
    }
  }

  private static FileEntry single(Path source, Copy copy) {
    if (!copy.includes().isEmpty() || !copy.excludes().isEmpty()) {
      throw SourceProblem.GLOBS_ON_A_FILE.of(copy, source);
    }
    AbsoluteUnixPath dest = AbsoluteUnixPath.get(copy.dest());
    String name = Objects.requireNonNull(Path.of(copy.src()).getFileName()).toString();
    return entry(
        source,
        copy.intoFolder() ? dest.resolve(name) : dest,
        copy.properties().filePermissions(),
        copy.properties());
  }

  private Globs globs(Copy copy, Path named) {
    return new Globs(copy, "/" + folder.relativize(named));
  }

  /** A folder's files and, as Jib does, the folders on the way to each. */
  private List<FileEntry> tree(Path source, Globs globs) throws IOException {
    Copy copy = globs.copy();
    List<FileEntry> entries = new ArrayList<>();
    Set<Path> folders = new HashSet<>();
    for (Path path : selected(source, globs)) {
      if (Files.isDirectory(path)) {
        addFolder(path, source, copy, folders, entries);
      } else {
        addParents(path, source, copy, folders, entries);
        entries.add(inTree(path, source, copy, copy.properties().filePermissions()));
      }
    }
    return entries;
  }

  private List<Path> selected(Path source, Globs globs) throws IOException {
    try (Stream<Path> walk = Files.walk(source)) {
      List<Path> selected =
          walk.filter(path -> globs.select(source.relativize(path))).sorted().toList();
      for (Path path : selected) {
        check(path, globs.copy());
      }
      return selected;
    }
  }

  private void check(Path path, Copy copy) throws IOException {
    if (Files.isSymbolicLink(path)) {
      inWorkspace(path, copy);
      if (Files.isDirectory(path)) {
        throw SourceProblem.LINK_TO_A_FOLDER.of(copy, path);
      }
    }
    if (!Files.isDirectory(path) && !Files.isRegularFile(path)) {
      throw SourceProblem.NEITHER_FILE_NOR_FOLDER.of(copy, path);
    }
  }

  private static void addParents(
      Path file, Path source, Copy copy, Set<Path> folders, List<FileEntry> entries) {
    Path parent = Objects.requireNonNull(file.getParent());
    while (parent.startsWith(source) && !folders.contains(parent)) {
      addFolder(parent, source, copy, folders, entries);
      parent = Objects.requireNonNull(parent.getParent());
    }
  }

  private static void addFolder(
      Path path, Path source, Copy copy, Set<Path> folders, List<FileEntry> entries) {
    if (folders.add(path)) {
      entries.add(inTree(path, source, copy, copy.properties().directoryPermissions()));
    }
  }

  private static FileEntry inTree(Path path, Path source, Copy copy, String permissions) {
    AbsoluteUnixPath dest = AbsoluteUnixPath.get(copy.dest()).resolve(source.relativize(path));
    return entry(path, dest, permissions, copy.properties());
  }

  private static FileEntry entry(
      Path source, AbsoluteUnixPath dest, String permissions, FileProperties properties) {
    return new FileEntry(
        source,
        dest,
        FilePermissions.fromOctalString(permissions),
        properties.timestamp(),
        properties.ownership());
  }
}
