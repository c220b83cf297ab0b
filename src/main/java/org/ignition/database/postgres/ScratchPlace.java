package org.ignition.database.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Stream;

/** Chooses where servers have their folders. */
final class ScratchPlace {

  private ScratchPlace() {}

  /** The first of {@code places} that can be written to, and be reached by {@code account}. */
  static Path choose(List<Path> places, ServerAccount account) {
    return places.stream()
        .filter(Files::isDirectory)
        .filter(Files::isWritable)
        .filter(place -> !account.isOther() || isReachable(place))
        .findFirst()
        .orElseThrow(() ->
            StartProblem.unusable(
                "none of " + places + " is a folder that it can have files in",
                "Set TMPDIR to one that every user may enter"));
  }

  /** Whether everybody may pass through it and all folders above. */
  private static boolean isReachable(Path place) {
    return Stream.iterate(place.toAbsolutePath(), folder -> folder != null, Path::getParent)
        .allMatch(ScratchPlace::mayBeEntered);
  }

  private static boolean mayBeEntered(Path folder) {
    try {
      return Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE);
    } catch (IOException e) {
      return false;
    }
  }
}
