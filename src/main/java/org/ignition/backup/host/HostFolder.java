package org.ignition.backup.host;

import java.util.Optional;

/** Where on a host backups are. */
public final class HostFolder {

  private static final String HOME = "~/";

  private HostFolder() {}

  /**
   * The folder that {@code directory} means: itself if it is absolute, else below the project's
   * folder, or below the user's home where there is no project or {@code ~/} says so.
   *
   * @param projectDirectory absolute; empty for none
   * @return absolute, or beginning with {@code ./} and relative to the user's home
   */
  public static String of(String directory, Optional<String> projectDirectory) {
    if (directory.startsWith("/")) {
      return trimmed(directory);
    }
    if (directory.startsWith(HOME)) {
      return trimmed("./" + directory.substring(HOME.length()));
    }
    return trimmed(projectDirectory.map(HostFolder::trimmed).orElse(".") + "/" + directory);
  }

  private static String trimmed(String folder) {
    return folder.length() > 1 && folder.endsWith("/")
        ? trimmed(folder.substring(0, folder.length() - 1))
        : folder;
  }
}
