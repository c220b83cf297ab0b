package org.ignition;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * What an AOT cache is trained by, in place of {@link Main}: the ways in which people start this
 * program, one after the other in one JVM, as a cache is of one run. What is loaded here every
 * later start finds linked; what is not, it has to load from its jar.
 */
final class Training {

  private Training() {}

  /** Shows help to nobody, then runs and shows `quickstart`. */
  public static void main(String[] arguments) {
    Ignition unseen = new Ignition(unseen());
    unseen.run(List.of("--help"));
    unseen.run(List.of("build", "--help"));
    Main.main(new String[] {"quickstart"});
  }

  private static Surroundings unseen() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return new Surroundings(
        Map.of(),
        nowhere,
        nowhere,
        InputStream.nullInputStream(),
        false,
        Path.of("").toAbsolutePath(),
        Clock.systemUTC());
  }
}
