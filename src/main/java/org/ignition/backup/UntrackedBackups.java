package org.ignition.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Backups in a folder that git passes over: one in a checkout would make the next build a build of
 * uncommitted changes, and a dump of production must not be committed by a careless {@code git
 * add}.
 */
public final class UntrackedBackups implements Backups {

  private static final String IGNORE = ".gitignore";
  private static final String EVERYTHING = "*\n";

  private final Backups backups;

  /** The same as {@code backups}. */
  public UntrackedBackups(Backups backups) {
    this.backups = backups;
  }

  @Override
  public void requireUsable() {
    backups.requireUsable();
  }

  @Override
  public Backup take(String reason) {
    Backup taken = backups.take(reason);
    ignore(taken.path().resolveSibling(IGNORE));
    return taken;
  }

  private static void ignore(Path file) {
    try {
      if (Files.notExists(file)) {
        Files.writeString(file, EVERYTHING);
      }
    } catch (IOException e) {
      // The backup is there, which is what counts.
    }
  }
}
