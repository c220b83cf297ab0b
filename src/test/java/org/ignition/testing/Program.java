package org.ignition.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/** A server that a test starts from its program, and ends. */
public final class Program implements AutoCloseable {

  private static final int READY_SECONDS = 90;
  private static final int END_SECONDS = 10;

  private final Process process;
  private final Path log;

  private Program(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts {@code command} and waits until its log, which is both of its streams, has a line with
   * {@code ready} in it.
   */
  public static Program start(Path log, String ready, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .directory(log.resolveSibling(".").toFile())
            .start();
    Program program = new Program(process, log);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    program.await(ready);
    return program;
  }

  /** The same as nobody if this is root: some servers refuse root. */
  public static Program startAsNobody(Path log, String ready, String... command) throws Exception {
    return start(log, ready, asNobody(command));
  }

  /** {@code command}, as nobody if this is root. */
  public static String[] asNobody(String... command) {
    List<String> words = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      words.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"));
    }
    words.addAll(Arrays.asList(command));
    return words.toArray(String[]::new);
  }

  private void await(String ready) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (!log().contains(ready)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        Assertions.fail("no \"" + ready + "\" in its log:\n" + log());
      }
      Thread.sleep(20);
    }
  }

  /** What it said so far, be that half of a character. */
  public String log() throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
  }

  /** Sends a signal, such as {@code INT}. */
  public void signal(String name) throws Exception {
    RealProgram.output(Path.of("/bin/kill"), "-" + name, Long.toString(process.pid()));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
