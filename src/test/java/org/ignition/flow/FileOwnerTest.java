package org.ignition.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets what we wrote. */
class FileOwnerTest {

  @TempDir Path folder;

  private FileOwner somebody;

  /** Root can give to anybody; others have what they had. */
  @BeforeEach
  void choose() throws IOException {
    FileOwner own = FileOwner.of(folder);
    somebody = own.user() == 0 ? new FileOwner(65_534, 65_534) : own;
  }

  @Test
  void getsAllBelowAFolder() throws IOException {
    Path file = Files.createFile(Files.createDirectory(folder.resolve("backups")).resolve("one"));
    somebody.takeAll(folder);
    assertEquals(somebody, FileOwner.of(folder));
    assertEquals(somebody, FileOwner.of(file));
  }

  @Test
  void getsALinkAndNotWhatItLeadsTo(@TempDir Path elsewhere) throws IOException {
    Path secret = Files.createFile(elsewhere.resolve("secret"));
    FileOwner before = FileOwner.of(secret);
    Path link = Files.createSymbolicLink(folder.resolve("link"), secret);
    somebody.takeAll(folder);
    assertEquals(before, FileOwner.of(secret));
    assertEquals(somebody.user(), Files.getAttribute(link, "unix:uid", LinkOption.NOFOLLOW_LINKS));
  }

  /** Another run may put a backup there, and remove an old one. */
  @Test
  void passesOverWhatGoesMeanwhile() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    FutureTask<Integer> others =
        new FutureTask<>(() -> {
          int gone = 0;
          for (; !over.get(); gone++) {
            Path below = Files.createDirectory(folder.resolve("below" + gone % 7));
            Path file = Files.createFile(below.resolve("part"));
            Files.delete(file);
            Files.delete(below);
          }
          return gone;
        });
    Thread.ofPlatform().start(others);
    for (int i = 0; i < 2_000; i++) {
      somebody.takeAll(folder);
    }
    over.set(true);
    others.get();
  }
}
