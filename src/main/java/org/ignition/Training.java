package org.ignition;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

  /** Shows help to nobody, migrates a file, then runs and shows `quickstart`. */
  public static void main(String[] arguments) {
    Ignition unseen = new Ignition(unseen());
    unseen.run(List.of("--help"));
    unseen.run(List.of("build", "--help"));
    migrate();
    Main.main(new String[] {"quickstart"});
  }

  /** A file of SQLite stands for every database: it needs no server. */
  private static void migrate() {
    try {
      Path folder = Files.createTempDirectory("training");
      Path migrations = Files.createDirectory(folder.resolve("migrations"));
      Files.writeString(migrations.resolve("1_a.sql"), "CREATE TABLE a (id integer);");
      Files.writeString(migrations.resolve("1_a.down.sql"), "DROP TABLE a;");
      Ignition unseen =
          new Ignition(unseen(Map.of("IGNITION_DATABASE_URL", "sqlite:a.db"), folder));
      unseen.run(List.of("migrate", "--migrations", "migrations"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Surroundings unseen() {
    return unseen(Map.of(), Path.of("").toAbsolutePath());
  }

  private static Surroundings unseen(Map<String, String> environment, Path folder) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return new Surroundings(
        environment,
        nowhere,
        nowhere,
        InputStream.nullInputStream(),
        false,
        folder,
        Clock.systemUTC(),
        Waiting.USUAL);
  }
}
