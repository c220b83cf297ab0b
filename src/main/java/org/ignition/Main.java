package org.ignition;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.ignition.flow.Surroundings;
import org.ignition.flow.Waiting;

/**
 * The process: environment, streams, signals and exit code. Everything else gets them handed in.
 *
 * <p>On SIGINT or SIGTERM the command is interrupted and has until {@link #GRACE} to say what it
 * had done by then; what does not heed the interrupt in time is told of from here. A runner kills
 * after ten seconds.
 */
public final class Main {

  private static final Duration GRACE = Duration.ofSeconds(6);

  private Main() {}

  /** Runs the command that arguments or environment ask for and exits with its code. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // Some write numbers with digits that no database understands.
    Thread.ofPlatform().daemon().name("quiet").start(Main::quiet);
    Surroundings surroundings = surroundings();
    Thread command = Thread.currentThread();
    Ignition ignition = new Ignition(surroundings);
    Thread hook = new Thread(() -> end(command, ignition));
    Runtime.getRuntime().addShutdownHook(hook);
    int code = ignition.run(List.of(arguments));
    surroundings.flush();
    if (!command.isInterrupted() && remove(hook)) {
      System.exit(code);
    }
  }

  /** Libraries say nothing. Setting that up takes 20 ms, which nobody else has to wait for. */
  private static void quiet() {
    Logger.getLogger("").setLevel(Level.OFF);
  }

  /** Those of this process. */
  static Surroundings surroundings() {
    return new Surroundings(
        System.getenv(),
        buffered(FileDescriptor.out),
        buffered(FileDescriptor.err),
        System.in,
        atTerminal(),
        Path.of("").toAbsolutePath(),
        Clock.systemUTC(),
        Waiting.USUAL);
  }

  /** Which console a JDK has, and whether it has one without a terminal, depends on its version. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean atTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private static PrintStream buffered(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static boolean remove(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false; // Shutting down already: the hook decides the exit code.
    }
  }

  private static void end(Thread command, Ignition ignition) {
    Runtime.getRuntime().halt(ignition.cancel(command, GRACE));
  }
}
