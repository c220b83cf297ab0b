package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.RemoteException;
import org.ignition.testing.Eventually;
import org.ignition.testing.FreePort;
import org.ignition.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers of our own, of each version there is: how they begin and end. */
class EmbeddedPostgresIT {

  private static String ask(ScratchServer server, String database, SessionRole role, String query)
      throws SQLException {
    try (Connection session = server.connect(database, role);
        Statement statement = session.createStatement();
        ResultSet answer = statement.executeQuery(query)) {
      assertTrue(answer.next());
      return answer.getString(1);
    }
  }

  /** Only below {@code base}, so that others that run beside this test don't count. */
  private static PostgresFolders in(Path base) throws IOException {
    Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
    PostgresFolders usual = Postgres.folders();
    return new PostgresFolders(usual.binaries(), usual.caches(), List.of(base));
  }

  private static Set<Path> below(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.collect(Collectors.toSet());
    }
  }

  private static boolean isServed(Path base) {
    return ProcessHandle.allProcesses()
        .anyMatch(process -> process.info().commandLine().orElse("").contains(base + "/ignition-"));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void startsAndLeavesNothing(int version, @TempDir Path base) throws Exception {
    for (int i = 0; i < 3; i++) {
      long began = System.nanoTime();
      try (ScratchServer server = EmbeddedPostgres.start(version, in(base), new SecureRandom())) {
        String database = server.createDatabase();
        assertEquals("postgres", ask(server, database, SessionRole.OWNER, "SELECT current_user"));
        System.out.printf(
            "PostgreSQL %d: %d ms from start to first answer%n",
            version, (System.nanoTime() - began) / 1_000_000);
        assertEquals(version, server.majorVersion());
        assertTrue(
            ask(server, database, SessionRole.ADMINISTRATOR, "SHOW server_version")
                .startsWith(version + "."));
        assertTrue(isServed(base));
      }
      assertEquals(Set.of(), below(base));
    }
  }

  @Test
  void keepsTwoApart() throws Exception {
    try (ScratchServer one = EmbeddedPostgres.start(17, Postgres.folders(), new SecureRandom());
        ScratchServer two = EmbeddedPostgres.start(18, Postgres.folders(), new SecureRandom())) {
      String database = one.createDatabase();
      RemoteException absent =
          assertThrows(
              RemoteException.class, () -> two.connect(database, SessionRole.ADMINISTRATOR));
      assertEquals(ErrorCode.DATABASE_LOGIN_FAILED, absent.code());
      assertNotEquals(
          ask(one, database, SessionRole.OWNER, "SELECT inet_server_port()"),
          ask(two, two.createDatabase(), SessionRole.OWNER, "SELECT inet_server_port()"));
    }
  }

  @Test
  void triesAnotherPortWhenOneIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int free = FreePort.any();
      PrimitiveIterator.OfInt ports = IntStream.of(taken.getLocalPort(), free).iterator();
      try (ScratchServer server =
          EmbeddedPostgres.start(17, Postgres.folders(), new SecureRandom(), ports::nextInt)) {
        assertEquals(
            Integer.toString(free),
            ask(server, "postgres", SessionRole.ADMINISTRATOR, "SHOW port"));
      }
    }
  }

  @Test
  void givesUpWhenEveryPortIsTaken(@TempDir Path base) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RemoteException failed =
          assertThrows(
              RemoteException.class,
              () -> EmbeddedPostgres.start(17, in(base), new SecureRandom(), taken::getLocalPort));
      assertEquals(ErrorCode.DATABASE_START_FAILED, failed.code());
      assertEquals(Set.of(), below(base));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void endsWithAJvmThatIsKilled(int version, @TempDir Path base) throws Exception {
    in(base);
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledServer.class.getName(),
                Integer.toString(version),
                base.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertEquals("up", child.inputReader().readLine());
      assertTrue(isServed(base));
      assertEquals(1, below(base).size());
    } finally {
      child.destroyForcibly().waitFor();
    }
    Eventually.await(() -> !isServed(base) && below(base).isEmpty());
  }

  /**
   * What a shell starts in the background ignores SIGQUIT until it says what it does with it, so
   * one that comes before is lost.
   */
  @Test
  void endsAServerThatDoesNotHearYet(@TempDir Path base, @TempDir Path binaries) throws Exception {
    PostgresFolders folders = in(base);
    Path slow = slowToListen(folders.binaries().getFirst().resolve("17"), binaries);
    PostgresFolders slowFolders =
        new PostgresFolders(List.of(slow.getParent()), folders.caches(), folders.scratch());
    FutureTask<CancelledException> start =
        new FutureTask<>(() ->
            assertThrows(
                CancelledException.class,
                () -> EmbeddedPostgres.start(17, slowFolders, new SecureRandom())));
    Thread starter = Thread.ofPlatform().start(start);
    Eventually.await(() -> isAsleep(base));
    starter.interrupt();
    Thread.sleep(500); // For the first signal; one that comes later is heard, and proves less.
    wake(base);
    assertEquals(ErrorCode.CANCELLED, start.get().code());
    Eventually.await(() -> !isServed(base) && below(base).isEmpty());
  }

  /** A PostgreSQL whose server sleeps, in a folder that it marks, until it is woken there. */
  private static Path slowToListen(Path home, Path parent) throws IOException {
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path slow = Files.createDirectories(parent.resolve("17"));
    Files.copy(home.resolve("version"), slow.resolve("version"));
    Path programs = Files.createDirectory(slow.resolve("bin"));
    Files.createSymbolicLink(
        programs.resolve("initdb"), home.resolve("bin/initdb").toAbsolutePath());
    Path server = programs.resolve("postgres");
    Files.writeString(
        server,
        """
        #!/bin/sh
        case $1 in --single) ;; *)
          touch asleep
          for _ in $(seq 600); do test -e awake || sleep 0.1; done ;;
        esac
        exec %s "$@"
        """
            .formatted(home.resolve("bin/postgres").toAbsolutePath()));
    Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwxr-xr-x"));
    return slow;
  }

  private static boolean isAsleep(Path base) throws IOException {
    return below(base).stream().anyMatch(folder -> Files.exists(folder.resolve("asleep")));
  }

  private static void wake(Path base) throws IOException {
    for (Path folder : below(base)) {
      Files.createFile(folder.resolve("awake"));
    }
  }

  @Test
  void makesItsCacheOnceForManyAtATime(@TempDir Path caches) throws Exception {
    PostgresFolders usual = Postgres.folders();
    PostgresFolders folders =
        new PostgresFolders(usual.binaries(), List.of(caches.resolve("not-yet")), usual.scratch());
    try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
      List<Future<?>> starts = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        starts.add(
            pool.submit(() -> EmbeddedPostgres.start(17, folders, new SecureRandom()).close()));
      }
      for (Future<?> start : starts) {
        start.get();
      }
    }
    assertEquals(1, below(caches.resolve("not-yet")).size());
  }

  @Test
  void takesNoCacheThatOthersMayWriteTo(@TempDir Path cache) throws Exception {
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
    PostgresFolders usual = Postgres.folders();
    PostgresFolders folders =
        new PostgresFolders(usual.binaries(), List.of(cache), usual.scratch());
    InputException refused =
        assertThrows(
            InputException.class, () -> EmbeddedPostgres.start(17, folders, new SecureRandom()));
    assertEquals(ErrorCode.DATABASE_SERVER_UNUSABLE, refused.code());
  }

  @Test
  void saysWhichVersionsThereAre() {
    InputException refused =
        assertThrows(
            InputException.class,
            () -> EmbeddedPostgres.start(16, Postgres.folders(), new SecureRandom()));
    assertEquals(ErrorCode.DATABASE_VERSION_UNSUPPORTED, refused.code());
    assertTrue(refused.problem().why().contains("17, 18"));
  }

  @Test
  void saysWhatBinariesItMisses(@TempDir Path empty) {
    PostgresFolders folders =
        new PostgresFolders(List.of(empty), List.of(empty), List.of(Path.of("/tmp")));
    InputException refused =
        assertThrows(
            InputException.class, () -> EmbeddedPostgres.start(17, folders, new SecureRandom()));
    assertEquals(ErrorCode.DATABASE_SERVER_UNUSABLE, refused.code());
  }
}
