package org.ignition.database.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** Initialised data folders. Making one takes half a second, copying one a tenth of that. */
final class DataTemplates {

  /** Part of a folder's name: raised when {@code initialize.sh} makes something else. */
  private static final int FORMAT = 1;

  private final List<Path> caches;
  private final Path scratch;
  private final ServerAccount account;

  DataTemplates(List<Path> caches, Path scratch, ServerAccount account) {
    this.caches = caches;
    this.scratch = scratch;
    this.account = account;
  }

  /** The folder for {@code home}; made when there is none. */
  Path of(PostgresHome home) {
    return home.ownTemplate().orElseGet(() -> cached(home));
  }

  private Path cached(PostgresHome home) {
    Path template = cache().resolve(home.version() + "-" + FORMAT);
    if (!Files.isDirectory(template)) {
      make(home, template);
    }
    return template;
  }

  private Path cache() {
    return caches.stream()
        .filter(DataTemplates::isOurs)
        .findFirst()
        .orElseThrow(() ->
            StartProblem.unusable(
                "there is no folder for its cache", "Set XDG_CACHE_HOME to one of your own"));
  }

  /** A server believes the settings that it finds, so nobody else may have put them there. */
  private static boolean isOurs(Path folder) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
      Set<PosixFilePermission> permissions = attributes.permissions();
      return Files.isWritable(folder)
          && Files.getAttribute(folder, "unix:uid").equals(ServerAccount.uid())
          && !permissions.contains(PosixFilePermission.GROUP_WRITE)
          && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
    } catch (IOException e) {
      return false;
    }
  }

  private void make(PostgresHome home, Path template) {
    try {
      Process script =
          Script.INITIALIZE.start(
              List.of(
                  home.folder().toString(),
                  template.toString(),
                  scratch.toString(),
                  account.user(),
                  account.group()));
      script.getOutputStream().close();
      String log = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (script.waitFor() != 0) {
        throw StartProblem.failed(
            "A data folder for PostgreSQL " + home.version() + " could not be made",
            log.lines().toList());
      }
    } catch (IOException e) {
      throw StartProblem.noShell(e);
    } catch (InterruptedException e) {
      throw StartProblem.cancelled(e);
    }
  }
}
