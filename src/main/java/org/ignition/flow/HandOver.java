package org.ignition.flow;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Gives files to an owner. That is a courtesy: without it everything works, only cleaning up is
 * harder. So nothing comes of one that can't be given or read, or that another run removes.
 */
final class HandOver extends SimpleFileVisitor<Path> {

  private final Object owner;
  private final Object group;

  private HandOver(Object owner, Object group) {
    this.owner = owner;
    this.group = group;
  }

  /**
   * To whom {@code folder} belongs to.
   *
   * @throws IOException when that can't be told
   * @throws UnsupportedOperationException when this system has no such owners
   */
  static HandOver asOf(Path folder) throws IOException {
    return new HandOver(
        Files.getAttribute(folder, "unix:uid"), Files.getAttribute(folder, "unix:gid"));
  }

  /** Gives one; of a link itself, not what it leads to. */
  void give(Path file) {
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          && !Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(owner)) {
        Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
      }
    } catch (IOException e) {
      // See above.
    }
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    give(folder);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    give(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    give(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
    return FileVisitResult.CONTINUE;
  }
}
