package org.ignition;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.ignition.action.RunnerEnvironment;
import org.ignition.failure.InputException;
import org.ignition.failure.RemoteException;
import org.ignition.flow.Surface;
import org.ignition.flow.Surroundings;
import org.ignition.flow.Waiting;
import org.ignition.flow.quickstart.Example;
import org.ignition.flow.quickstart.QuickstartFlow;
import org.ignition.training.MemoryBucket;

/**
 * What AOT caches are trained by, in place of {@link Main}: the ways in which people start this
 * program, one after the other in one JVM, as a cache is of one run. What is loaded here every
 * later start finds linked; what is not, it has to load from its jar. But all of a cache is linked
 * at each start, so that there is one for releases, with Jib, one for migrations, and one for what
 * else is done with databases, with the SDK of a bucket. The image has the first, as each adds to
 * what is pulled.
 */
final class Training {

  private static final String URL = "sqlite:a.db";

  private Training() {}

  /**
   * Trains.
   *
   * @param arguments {@code releases}, {@code migrations} or {@code databases}
   * @throws IllegalStateException when a run fails, and so trains nothing
   */
  public static void main(String[] arguments) throws IOException {
    switch (arguments[0]) {
      case "releases" -> {
        releases();
        Main.main(new String[] {"quickstart"});
      }
      case "migrations" -> migrations();
      case "databases" -> databases();
      case String other -> throw new IllegalArgumentException(other);
    }
  }

  /** What a start needs in any case, and the migration of a file. */
  static void releases() throws IOException {
    run(Path.of("").toAbsolutePath(), Map.of(), "--help");
    run(Path.of("").toAbsolutePath(), Map.of(), "build", "--help");
    migrate(Files.createTempDirectory("training"));
  }

  /** On a file and, where PostgreSQL is here, on a server. */
  static void migrations() throws IOException {
    migrate(Files.createTempDirectory("training"));
    QuickstartFlow quickstart = quickstart();
    Example example = quickstart.example();
    try {
      rehearse(example.folder());
      quickstart.up(example);
    } catch (InputException | RemoteException e) {
      // Nothing of PostgreSQL can be trained here.
    }
  }

  /** In a JVM of its own: what rehearses is not needed to migrate. */
  private static void rehearse(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "check-migrations",
                "--all")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }

  private static QuickstartFlow quickstart() {
    Surroundings surroundings = Main.surroundings();
    RunnerEnvironment runner = new RunnerEnvironment(surroundings.environment());
    return new QuickstartFlow(Surface.of(surroundings, runner), surroundings, runner);
  }

  /** On a file and in a bucket of our own, and, where PostgreSQL is here, on a server. */
  static void databases() throws IOException {
    Path folder = Files.createTempDirectory("training");
    migrate(folder);
    backUp(folder);
    quickstart().database();
  }

  private static void migrate(Path folder) throws IOException {
    Path migrations = Files.createDirectory(folder.resolve("migrations"));
    Files.writeString(migrations.resolve("1_a.sql"), "CREATE TABLE a (id integer);");
    Files.writeString(migrations.resolve("1_a.down.sql"), "DROP TABLE a;");
    run(folder, Map.of("IGNITION_DATABASE_URL", URL), "migrate", "--migrations", "migrations");
  }

  private static void backUp(Path folder) throws IOException {
    try (MemoryBucket bucket = MemoryBucket.open()) {
      Map<String, String> environment =
          Map.of(
              "IGNITION_DATABASE_URL", URL,
              "IGNITION_STORAGE_ACCESS_KEY", "training",
              "IGNITION_STORAGE_SECRET_KEY", "training");
      configure(folder, bucket, "kept");
      run(folder, environment, "backup", "create", "--verify", "restore");
      run(folder, environment, "backup", "list");
      configure(folder, bucket, "empty"); // So it comes from the bucket.
      run(folder, environment, "backup", "verify", "--from", "latest");
      run(folder, environment, "backup", "prune");
    }
  }

  private static void configure(Path folder, MemoryBucket bucket, String directory)
      throws IOException {
    Files.writeString(
        folder.resolve("ignition.yml"),
        """
        image: {canonical: localhost/training}
        backup: {directory: %s, remote: {bucket: %s, endpoint: "%s"}}
        """
            .formatted(directory, bucket.name(), bucket.endpoint()));
  }

  private static void run(Path folder, Map<String, String> environment, String... arguments) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            environment,
            nowhere,
            nowhere,
            InputStream.nullInputStream(),
            false,
            folder,
            Clock.systemUTC(),
            Waiting.USUAL);
    int code = new Ignition(surroundings).run(List.of(arguments));
    if (code != 0) {
      throw new IllegalStateException(String.join(" ", arguments) + " ended with " + code);
    }
  }
}
