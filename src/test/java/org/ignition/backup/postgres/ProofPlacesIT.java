package org.ignition.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.ignition.database.ScratchServer;
import org.ignition.database.postgres.EmbeddedPostgres;
import org.ignition.database.postgres.PostgresFolders;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.testing.Eventually;
import org.ignition.testing.Postgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are started before anybody asks for them, and what is left of those. */
class ProofPlacesIT {

  @TempDir Path base;

  private final AtomicInteger starts = new AtomicInteger();
  private final ProofPlaces places = new ProofPlaces(this::start);

  @BeforeEach
  void letsServersIn() throws IOException {
    Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private ScratchServer start(int major) {
    starts.incrementAndGet();
    PostgresFolders usual = Postgres.folders();
    return EmbeddedPostgres.start(
        major,
        new PostgresFolders(usual.binaries(), usual.caches(), List.of(base)),
        new SecureRandom());
  }

  /** Only those below {@link #base}, so that others that run beside this test don't count. */
  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> folders = Files.list(base)) {
      assertEquals(List.of(), folders.toList());
    }
    assertEquals(List.of(), processes());
  }

  private List<String> processes() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(command -> command.contains(base.toString()))
        .toList();
  }

  private boolean isServed() {
    return processes().stream().anyMatch(command -> command.contains("/bin/postgres -D"));
  }

  @Test
  void handsOutTheOneThatWasBegun() throws Exception {
    try (places) {
      places.begin(18);
      try (ProofPlace place = places.open(18);
          Connection session = place.connect()) {
        assertEquals(place.database(), session.getCatalog());
        assertEquals(18, place.server().majorVersion());
        assertEquals(1, starts.get());
      }
      assertNothingIsLeft();
      try (ProofPlace another = places.open(18)) {
        assertEquals(18, another.server().majorVersion());
        assertEquals(2, starts.get());
      }
    }
    assertNothingIsLeft();
  }

  @Test
  void startsAnotherWhereTheOneThatWasBegunWillNotDo() throws Exception {
    try (places) {
      places.begin(17);
      try (ProofPlace place = places.open(18)) {
        assertEquals(18, place.server().majorVersion());
      }
    }
    assertNothingIsLeft();
  }

  /** Whatever the start is at by then: nothing, its folder, its passwords, its first session. */
  @ParameterizedTest
  @ValueSource(ints = {0, 20, 60, 120, 200, 300, 450})
  void leavesNothingOfOneThatIsGivenUpWhileItStarts(int millis) throws Exception {
    places.begin(17);
    Thread.sleep(millis);
    places.close();
    assertNothingIsLeft();
  }

  @Test
  void leavesNothingOfOneThatIsUpAndNotWanted() throws Exception {
    places.begin(17);
    Eventually.await(this::isServed);
    places.close();
    assertNothingIsLeft();
  }

  @Test
  void leavesNothingWhereItsUserIsToldToStop() throws Exception {
    places.begin(17);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> places.open(17));
    Thread.currentThread().interrupt();
    places.close();
    assertTrue(Thread.interrupted());
    Eventually.await(() -> processes().isEmpty());
    assertNothingIsLeft();
  }

  @Test
  void failsAsAStartThatWasAskedFor() throws Exception {
    RemoteException failed =
        new RemoteException(
            Problem.of(ErrorCode.DATABASE_START_FAILED, "it does not start", "", ""));
    CountDownLatch tried = new CountDownLatch(1);
    try (ProofPlaces failing =
        new ProofPlaces(_ -> {
          tried.countDown();
          throw failed;
        })) {
      failing.begin(17);
      tried.await();
      assertSame(failed, assertThrows(RemoteException.class, () -> failing.open(17)));
    }
  }
}
