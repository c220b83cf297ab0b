package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.ignition.flow.Surroundings;
import org.ignition.flow.Waiting;
import org.ignition.testing.Captured;
import org.ignition.testing.RunnerReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How commands end that hardly begin. */
class IgnitionTest {

  @TempDir Path folder;

  private final Captured out = new Captured();
  private final Captured err = new Captured();
  private final Map<String, String> environment = new HashMap<>();

  private Ignition ignition() {
    return ignition(Clock.systemUTC());
  }

  private Ignition ignition(Clock clock) {
    return ignition(clock, folder);
  }

  private Ignition ignition(Clock clock, Path current) {
    return new Ignition(
        new Surroundings(
            environment,
            out.stream(),
            err.stream(),
            new ByteArrayInputStream(new byte[0]),
            false,
            current,
            clock,
            Waiting.USUAL));
  }

  private void onRunner(String command) throws IOException {
    environment.put("GITHUB_ACTIONS", "true");
    environment.put("INPUT_COMMAND", command);
    for (String file : List.of("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")) {
      environment.put(file, Files.createFile(folder.resolve(file)).toString());
    }
  }

  private Map<String, String> outputs() throws IOException {
    return RunnerReader.file(Files.readString(folder.resolve("GITHUB_OUTPUT")));
  }

  @Test
  void namesTheCommandWhoseInputsItDoesNotUnderstand() {
    assertEquals(2, ignition().run(List.of("build", "--sha", "abc")));
    assertTrue(out.text().contains("\"phase\":\"build\",\"result\":\"failed\""), out::text);
  }

  @Test
  void namesItselfWhereThereIsNoSuchCommand() {
    assertEquals(2, ignition().run(List.of("deploi")));
    assertTrue(out.text().contains("\"phase\":\"ignition-release\""), out::text);
  }

  @Test
  void tellsOnceThatTheOutputsCannotBeWritten() throws IOException {
    onRunner("describe");
    environment.put("GITHUB_OUTPUT", folder.resolve("no/such").toString());
    assertEquals(2, ignition().run(List.of()));
    assertEquals(1, out.text().lines().filter(line -> line.startsWith("::error")).count());
    assertTrue(Files.readString(folder.resolve("GITHUB_STEP_SUMMARY")).contains("IGN&#45;RUN"));
  }

  @Test
  void tellsThatTheRunnersFileIsNoPath() throws IOException {
    onRunner("describe");
    environment.put("GITHUB_OUTPUT", "a\0b");
    assertEquals(2, ignition().run(List.of()));
    assertTrue(out.text().contains("GITHUB_OUTPUT holds no path"), out::text);
  }

  @Test
  void givesOutputsAfterAnInterrupt() throws IOException {
    onRunner("build");
    Thread.currentThread().interrupt();
    try {
      assertEquals(2, ignition().run(List.of()), "there is no repository");
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertEquals("failed", outputs().get("result"));
    assertEquals("IGN-SRC-001", outputs().get("error-code"));
    assertFalse(Files.readString(folder.resolve("GITHUB_STEP_SUMMARY")).isEmpty());
  }

  /**
   * Cancels a build.
   *
   * @param clock that the build asks first
   */
  private void cancelBuild(StuckClock clock, Duration grace) throws Exception {
    onRunner("build");
    Ignition ignition = ignition(clock);
    Thread command = Thread.ofPlatform().start(() -> ignition.run(List.of()));
    clock.asked.await();
    assertEquals(130, ignition.cancel(command, grace));
    clock.free.countDown();
    command.join();
    assertEquals("failed", outputs().get("result"));
    assertEquals("IGN-RUN-003", outputs().get("error-code"));
    assertEquals(1, out.text().lines().filter(line -> line.startsWith("{")).count(), out::text);
    assertTrue(out.text().contains("\"error_code\":\"IGN-RUN-003\""), out::text);
  }

  @Test
  void tellsOnceOfACommandThatDoesNotHeedItsCancelling() throws Exception {
    cancelBuild(new StuckClock(false), Duration.ofMillis(1));
    assertTrue(out.text().contains("::Cancelled"), out::text);
  }

  /** A library may say that it failed, when it was the interrupt that made it. */
  @Test
  void tellsThatItWasCancelledWhateverTheInterruptWasTakenFor() throws Exception {
    cancelBuild(new StuckClock(true), Duration.ofMinutes(1));
    assertTrue(out.text().contains("It ended with: A defect"), out::text);
  }

  /** Nobody is to read that it was done, and be given the exit code of one that was not. */
  @Test
  void endsAsItSaidWhenItIsCancelledTooLate() throws Exception {
    Ignition ignition = ignition();
    Thread command = Thread.ofPlatform().start(() -> ignition.run(List.of("--help")));
    command.join();
    assertEquals(0, ignition.cancel(command, Duration.ofMinutes(1)));
  }

  /** A clock that does not answer before it is let. */
  private static final class StuckClock extends Clock {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);
    private final boolean heedsInterrupts;

    StuckClock(boolean heedsInterrupts) {
      this.heedsInterrupts = heedsInterrupts;
    }

    @Override
    public Instant instant() {
      asked.countDown();
      try {
        free.await();
      } catch (InterruptedException e) {
        if (heedsInterrupts) {
          throw new IllegalStateException(e);
        }
        return instant();
      }
      return Instant.EPOCH;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void saysThatTheFolderIsGone() throws IOException {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    Ignition ignition = ignition(Clock.systemUTC(), gone);
    Files.delete(gone);
    assertEquals(2, ignition.run(List.of("describe")));
    assertTrue(err.text().contains("cannot be reached by its name"), err::text);
  }
}
