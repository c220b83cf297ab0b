package org.ignition.database.postgres;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the server runs as. PostgreSQL refuses root, and SQL that breaks out of the server should
 * find nothing that belongs to a user or a group: no Docker socket, no workspace, no environment.
 *
 * @param user empty for whoever runs this program
 * @param group empty likewise
 */
record ServerAccount(String user, String group) {

  private static final ServerAccount OURS = new ServerAccount("", "");
  private static final String NOBODY = "nobody";

  /** What Debian calls nobody's group, and Red Hat. */
  private static final List<String> GROUPS = List.of("nogroup", NOBODY);

  /** Nobody if this is root, else ours. */
  static ServerAccount choose() {
    return isRoot() ? nobody() : OURS;
  }

  /** Whether the server runs as somebody else than this program. */
  boolean isOther() {
    return !user.isEmpty();
  }

  private static boolean isRoot() {
    try {
      return uid() == 0;
    } catch (IOException e) {
      throw StartProblem.unusable("this is no Linux", "Run it in a container");
    }
  }

  /**
   * The effective user of this program; {@code proc_pid_status(5)}. The owner of {@code /proc/self}
   * is another: the link is root's, and so is what it leads to when the program may not be traced.
   */
  static int uid() throws IOException {
    // Files.lines can't be used by a thread that is interrupted.
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("Uid:"))
        .map(line -> Integer.parseUnsignedInt(line.split("\\s+", -1)[2]))
        .findFirst()
        .orElseThrow(() -> new NoSuchFileException("/proc/self/status", null, "has no Uid"));
  }

  private static ServerAccount nobody() {
    if (Stream.of("/usr/local/bin", "/usr/bin", "/bin")
        .noneMatch(folder -> Files.isExecutable(Path.of(folder, "setpriv")))) {
      throw StartProblem.unusable(
          "root's rights can't be taken from it without `setpriv`", "Install util-linux");
    }
    UserPrincipalLookupService accounts = FileSystems.getDefault().getUserPrincipalLookupService();
    return GROUPS.stream()
        .filter(group -> exists(() -> accounts.lookupPrincipalByGroupName(group)))
        .findFirst()
        .filter(_ -> exists(() -> accounts.lookupPrincipalByName(NOBODY)))
        .map(group -> new ServerAccount(NOBODY, group))
        .orElseThrow(() ->
            StartProblem.unusable(
                "there is no user `nobody` with a group of its own",
                "Run as another user than root"));
  }

  private static boolean exists(Lookup lookup) {
    try {
      lookup.run();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private interface Lookup {
    Object run() throws IOException;
  }
}
