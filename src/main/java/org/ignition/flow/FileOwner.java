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
 * Who gets files that we wrote as somebody else. It is a courtesy: without it everything works,
 * only cleaning up is harder, so that what can't be given is passed over.
 *
 * @param user the number of a user
 * @param group the number of a group
 */
record FileOwner(int user, int group) {

  /**
   * Who has {@code file}.
   *
   * @throws UnsupportedOperationException where files have no such owners
   */
  static FileOwner of(Path file) throws IOException {
    return new FileOwner(
        (int) Files.getAttribute(file, "unix:uid"), (int) Files.getAttribute(file, "unix:gid"));
  }

  /** Gets {@code folder} and all below it, but for what others remove meanwhile. */
  void takeAll(Path folder) throws IOException {
    Files.walkFileTree(folder, new Taking());
  }

  /** Gets {@code file} itself, also where it is a link. */
  void take(Path file) {
    try {
      if (!Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(user)) {
        Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
      }
    } catch (IOException e) {
      // It is gone, or not ours to give.
    }
  }

  private final class Taking extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      take(folder);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      take(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
