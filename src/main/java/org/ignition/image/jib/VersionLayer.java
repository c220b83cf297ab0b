package org.ignition.image.jib;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.jib.AssemblyRequest.VersionFile;

/**
 * The topmost layer: the VERSION file alone, so that a release whose files did not change shares
 * every other layer with the one before.
 */
final class VersionLayer {

  private static final FilePermissions READABLE = FilePermissions.fromOctalString("644");

  private VersionLayer() {}

  /**
   * @throws InputException when its path is no absolute path in the image
   */
  static void check(VersionFile version) {
    if (!ImagePath.isSafe(version.path()) || version.path().endsWith("/")) {
      throw new InputException(
          Problem.of(
              ErrorCode.CONFIG_INVALID_VALUE,
              "The VERSION file needs an absolute path without .. in it",
              "It is a file in the image",
              "Write it like /app/VERSION"));
    }
  }

  /**
   * @param scratch where the file is written for Jib to read
   * @param below the layers underneath
   */
  static FileEntriesLayer of(VersionFile version, Path scratch, List<FileEntriesLayer> below)
      throws IOException {
    Path source = Files.writeString(scratch.resolve("VERSION"), version.text());
    AbsoluteUnixPath path = AbsoluteUnixPath.get(version.path());
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("version");
    keepFolders(Path.of(version.path()), below, layer);
    return layer
        .addEntry(
            new FileEntry(source, path, READABLE, FileEntriesLayer.DEFAULT_MODIFICATION_TIME, ""))
        .build();
  }

  /**
   * Jib adds the folders above a file to its layer, as root's. Those that the build file made
   * otherwise are repeated as they are, or this layer would take them from their owner.
   */
  private static void keepFolders(
      Path file, List<FileEntriesLayer> below, FileEntriesLayer.Builder layer) {
    for (Path up = file.getParent(); up != null; up = up.getParent()) {
      topmost(Objects.requireNonNull(up).toString(), below).ifPresent(layer::addEntry);
    }
  }

  private static Optional<FileEntry> topmost(String path, List<FileEntriesLayer> below) {
    return below.reversed().stream()
        .flatMap(layer -> layer.getEntries().stream())
        .filter(entry -> entry.getExtractionPath().toString().equals(path))
        .findFirst();
  }
}
