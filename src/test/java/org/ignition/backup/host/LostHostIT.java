package org.ignition.backup.host;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.ignition.backup.StoredBackup;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.testing.FreePort;
import org.ignition.testing.RealProgram;
import org.ignition.testing.TcpDoor;
import org.junit.jupiter.api.Test;

/** What goes wrong on the way to a real host. */
class LostHostIT extends FaultyHost {

  /** A file of which the beginning can be read, and nothing more until {@code ended}. */
  private Path unfinished(CountDownLatch ended) throws Exception {
    Path pipe = work.resolve("pipe");
    RealProgram.output(Path.of("/usr/bin/mkfifo"), pipe.toString());
    Thread.ofVirtual()
        .start(() ->
            assertDoesNotThrow(() -> {
              try (OutputStream begun = Files.newOutputStream(pipe)) {
                begun.write(BYTES);
                ended.await();
              }
            }));
    return pipe;
  }

  /** Runs {@code interruption} once the backup's own bytes are on their way. */
  private IgnitionException interrupted(HostStore store, Consumer<Thread> interruption)
      throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Path file = unfinished(ended);
    FutureTask<IgnitionException> thrown =
        new FutureTask<>(
            () -> assertThrows(IgnitionException.class, () -> put(store, file, MANIFEST)));
    Thread putting = Thread.ofPlatform().start(thrown);
    try {
      while (!isArriving() && !thrown.isDone()) {
        Thread.sleep(5);
      }
      interruption.accept(putting);
      return thrown.get();
    } finally {
      ended.countDown();
    }
  }

  private boolean isArriving() throws IOException {
    for (String name : remains()) {
      if (name.startsWith("." + MANIFEST.name() + ".")
          && !name.contains("json")
          && Files.size(folder().resolve(name)) == BYTES.length) {
        return true;
      }
    }
    return false;
  }

  @Test
  void clearsAwayThroughAnotherLoginWhenItsOwnIsCut() throws Exception {
    try (TcpDoor door = TcpDoor.to(host.sshd().port());
        HostStore store = HostPrograms.store(host.sshd(), door.port(), folder().toString())) {
      IgnitionException lost = interrupted(store, _ -> assertDoesNotThrow(door::cut));
      assertEquals(ErrorCode.SSH_UNREACHABLE, lost.code());
      assertEquals(List.of(), remains());
      StoredBackup stored = put(store, file(BYTES), MANIFEST);
      assertEquals(List.of(stored), store.list());
    }
  }

  @Test
  void leavesNoNameWhenTheHostIsGoneAndClearsAwayLater() throws Exception {
    try (TcpDoor door = TcpDoor.to(host.sshd().port());
        HostStore store = HostPrograms.store(host.sshd(), door.port(), folder().toString())) {
      IgnitionException lost = interrupted(store, _ -> assertDoesNotThrow(door::close));
      assertEquals(ErrorCode.SSH_UNREACHABLE, lost.code());
    }
    try (HostStore store = store()) {
      assertEquals(List.of(), store.list());
      List<String> left = remains();
      assertEquals(2, left.size(), left::toString);
      for (String name : left) {
        Files.setLastModifiedTime(
            folder().resolve(name), FileTime.from(Instant.now().minus(Duration.ofHours(3))));
      }
      String alive = ".backup_20260101_000000.dump.abc.arriving";
      Files.createFile(folder().resolve(alive));
      put(store, file(BYTES), MANIFEST);
      assertEquals(
          List.of(alive, MANIFEST.name().toString(), MANIFEST.name().manifest()), remains());
    }
  }

  @Test
  void clearsAwayWhenItIsCancelledHalfway() throws Exception {
    try (HostStore store = store()) {
      assertEquals(CancelledException.class, interrupted(store, Thread::interrupt).getClass());
      assertEquals(List.of(), remains());
    }
  }

  @Test
  void saysThatTheHostIsGoneWhenItIsAsked() throws Exception {
    int nobody = FreePort.any();
    try (HostStore store = HostPrograms.store(host.sshd(), nobody, "backups")) {
      assertEquals(
          System.getProperty("user.name") + "@[127.0.0.1]:" + nobody + ":backups", store.name());
      assertFails(ErrorCode.SSH_UNREACHABLE, store::list);
    }
  }
}
