package org.ignition.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.testing.Sshd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that go through a real sshd. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SshStreamIT {

  private static final Duration LONG = Duration.ofMinutes(1);

  private Sshd sshd;
  private SshSession session;

  @BeforeAll
  void start() throws Exception {
    sshd = Sshd.start();
    session = open();
  }

  private SshSession open() throws Exception {
    return SshSession.open(
        SshHost.parse(sshd.host()), SshKey.parse(sshd.key()), new KnownHosts(sshd.knownHost()));
  }

  @AfterAll
  void stop() {
    session.close();
    sshd.close();
  }

  private static RemoteScript script(String text, String... words) {
    return new RemoteScript(text, List.of(words));
  }

  private String printed(RemoteScript script) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    session.run(script, RemoteStreams.to(output, _ -> {}), LONG);
    return output.toString(StandardCharsets.UTF_8);
  }

  @Test
  void carriesMuchBothWays() throws Exception {
    byte[] bytes = new byte[20_000_000];
    new Random(1).nextBytes(bytes);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    AtomicLong moved = new AtomicLong();
    RemoteStreams streams = new RemoteStreams(new ByteArrayInputStream(bytes), output, moved::set);
    RemoteEnd end = session.run(script("cat; echo done >&2; exit 7"), streams, LONG);
    assertEquals(new RemoteEnd(7, "done\n"), end);
    assertArrayEquals(bytes, output.toByteArray());
    assertTrue(moved.get() > 0 && moved.get() <= 2L * bytes.length, moved::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"$(reboot)", "`id`", "a'b", "'; id; '", "a b", "", "*", "\\", "~", "ü", "-n x"})
  void givesWordsToScriptsAsTheyAre(String word) throws Exception {
    assertEquals(
        "it's " + word + "|",
        printed(script("# a 'comment'\nprintf \"it's %s|\" \\\n  \"$1\"\n", word)));
    assertEquals("0\n", printed(script("echo $#")));
  }

  @Test
  void refusesControlCharactersInWords() {
    assertThrows(IllegalArgumentException.class, () -> printed(script("true", "a\nb")));
  }

  @Test
  void endsWhenTheScriptReadsNoFurther() throws Exception {
    InputStream endless = new ByteArrayInputStream(new byte[50_000_000]);
    try (SshSession own = open()) {
      RemoteEnd end =
          own.run(
              script("head -c 10 >/dev/null; exit 3"), RemoteStreams.from(endless, _ -> {}), LONG);
      assertEquals(3, end.exitCode());
      assertFalse(own.isReliable(), "the server may end it for the bytes that were on their way");
    }
  }

  @Test
  void goesOnAfterAScriptThatReadsAllOrNothing() throws Exception {
    try (SshSession own = open()) {
      RemoteStreams some = RemoteStreams.from(new ByteArrayInputStream(new byte[100_000]), _ -> {});
      assertEquals(0, own.run(script("cat >/dev/null"), some, LONG).exitCode());
      RemoteStreams none = RemoteStreams.to(OutputStream.nullOutputStream(), _ -> {});
      assertEquals(0, own.run(script("true"), none, LONG).exitCode());
      assertTrue(own.isReliable());
    }
  }

  @Test
  void saysThatNothingMoves() throws Exception {
    try (PipedInputStream silent = new PipedInputStream(new PipedOutputStream())) {
      RemoteException stalled =
          assertThrows(
              RemoteException.class,
              () ->
                  session.run(
                      script("sleep 60"),
                      new RemoteStreams(silent, OutputStream.nullOutputStream(), _ -> {}),
                      Duration.ofMillis(300)));
      assertEquals(ErrorCode.SSH_UNREACHABLE, stalled.code());
    }
    assertEquals("ok\n", printed(script("echo ok")));
  }

  @Test
  void waitsAsLongAsSomethingMoves() throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    RemoteEnd end =
        session.run(
            script("for i in 1 2 3 4 5 6 7 8 9 10; do echo $i; sleep 0.5; done"),
            RemoteStreams.to(output, _ -> {}),
            Duration.ofSeconds(4));
    assertEquals(0, end.exitCode());
    assertEquals(10, output.toString(StandardCharsets.UTF_8).lines().count());
  }

  @Test
  void saysWhichOfOurStreamsFailed() {
    IOException failure = new IOException("No space left on device");
    InputStream input =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw failure;
          }

          @Override
          public int read(byte[] bytes, int from, int count) throws IOException {
            throw failure;
          }
        };
    OutputStream output =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw failure;
          }
        };
    assertSame(
        failure,
        assertThrows(
            IOException.class,
            () -> session.run(script("cat"), RemoteStreams.from(input, _ -> {}), LONG)));
    assertSame(
        failure,
        assertThrows(
            IOException.class,
            () -> session.run(script("echo x; cat"), RemoteStreams.to(output, _ -> {}), LONG)));
  }

  @Test
  void endsWhenItIsCancelled() throws Exception {
    for (long after : new long[] {0, 1, 5, 20, 300}) {
      FutureTask<Throwable> thrown =
          new FutureTask<>(
              () -> assertThrows(CancelledException.class, () -> printed(script("sleep 60"))));
      Thread running = Thread.ofPlatform().start(thrown);
      Thread.sleep(after);
      running.interrupt();
      assertEquals(CancelledException.class, thrown.get().getClass());
    }
  }
}
