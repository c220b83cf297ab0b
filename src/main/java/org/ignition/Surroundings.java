package org.ignition;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What a process is surrounded by.
 *
 * @param environment variables
 * @param out standard output
 * @param err standard error
 * @param in standard input
 * @param interactive whether a person sits at a terminal
 * @param directory current directory, absolute
 * @param clock tells the time
 */
record Surroundings(
    Map<String, String> environment,
    PrintStream out,
    PrintStream err,
    InputStream in,
    boolean interactive,
    Path directory,
    Clock clock) {

  Surroundings {
    environment = Map.copyOf(environment);
  }

  void flush() {
    out.flush();
    err.flush();
  }
}
