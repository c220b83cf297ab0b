package org.ignition.flow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;
import org.ignition.source.MigrationFolder;

/** Where the migrations of a checkout are. */
public final class ChosenFolder {

  private ChosenFolder() {}

  /**
   * The folder of migrations, relative to the workspace.
   *
   * @param given what the user named; looked for when empty
   * @throws InputException when there is none, or it is outside of the repository
   */
  public static Path of(Path workspace, Optional<Path> given) {
    return given
        .map(folder -> real(workspace, inside(workspace, folder)))
        .orElseGet(() -> MigrationFolder.find(workspace));
  }

  /** Where links lead within the workspace, as a commit holds nothing below a link. */
  private static Path real(Path workspace, Path folder) {
    try {
      Path root = workspace.toRealPath();
      Path real = root.resolve(folder).toRealPath();
      return real.startsWith(root) && !real.equals(root) ? root.relativize(real) : folder;
    } catch (IOException e) {
      return folder; // Whoever reads it says what is wrong with it.
    }
  }

  private static Path inside(Path workspace, Path given) {
    Path folder = workspace.resolve(given).normalize();
    if (!folder.startsWith(workspace) || folder.equals(workspace)) {
      throw new InputException(
          Problem.of(
              ErrorCode.INPUT_INVALID,
              "Input `migrations` names "
                  + Quoted.of(given.toString())
                  + ", which is no folder in"
                  + " the repository",
              "Only files that are part of the commit can be compared with what is merged",
              "Name the folder relative to the repository's root, such as `db/migrations`"));
    }
    return workspace.relativize(folder);
  }
}
