package org.ignition;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.ignition.flow.Surface;
import org.ignition.flow.Surroundings;
import org.ignition.flow.Waiting;
import org.ignition.flow.WorkFolder;
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
   * @param arguments {@code releases}, {@code migrations} or {@code databases}; {@code stage} is
   *     how {@code migrations} starts its other JVM
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
      case "stage" -> stage(Main.surroundings());
      case String other -> throw new IllegalArgumentException(other);
    }
  }

  /** What a start needs in any case, and the migration of a file. */
  static void releases() throws IOException {
    run(Path.of("").toAbsolutePath(), Map.of(), "--help");
    run(Path.of("").toAbsolutePath(), Map.of(), "build", "--help");
    migrateFile();
  }

  /**
   * On a file and, where PostgreSQL is here, on a server, which another JVM starts.
   *
   * @return whether it is here
   */
  static boolean migrations() throws IOException {
    migrateFile();
    Process other = startStage();
    try (BufferedReader stage = other.inputReader(StandardCharsets.UTF_8)) {
      String folder = stage.readLine();
      String url = stage.readLine();
      if (url == null) {
        return false;
      }
      migrateServer(Path.of(folder), URI.create(url));
    } finally {
      other.getOutputStream().close();
    }
    awaitEnd(other);
    return true;
  }

  /** Twice; but not the fifth, which destroys something: a pg_dump would have to be here. */
  private static void migrateServer(Path folder, URI url) {
    String login = url.getUserInfo();
    int colon = login.indexOf(':');
    Map<String, String> access =
        Map.of(
            "IGNITION_DATABASE_URL", url.toString().replace(login + "@", ""),
            "IGNITION_DATABASE_PASSWORD", login.substring(colon + 1));
    String user = login.substring(0, colon);
    for (int i = 0; i < 2; i++) {
      run(folder, access, "migrate", "--phase", "all", "--to", "4", "--database-user", user);
    }
  }

  /** It ends with its input, and its server with it. */
  private static void awaitEnd(Process other) {
    try {
      other.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Process startStage() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Training.class.getName(),
            "stage")
        .redirectError(Redirect.DISCARD)
        .start();
  }

  /** Says where the example and its database are, and keeps them until its input ends. */
  private static void stage(Surroundings process) {
    Surroundings silent = silent(process);
    new QuickstartFlow(Surface.of(silent), silent)
        .stage((folder, url) -> {
          process.out().println(folder);
          process.out().println(url);
          awaitEndOf(process.in());
        });
  }

  private static void awaitEndOf(InputStream in) {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** On a file and in a bucket of our own, and, where PostgreSQL is here, on a server. */
  static void databases() throws IOException {
    try (WorkFolder folder = folder()) {
      migrateFile(folder.path());
      backUp(folder.path());
    }
    Surroundings silent = silent(Main.surroundings());
    new QuickstartFlow(Surface.of(silent), silent).database();
  }

  private static void migrateFile() throws IOException {
    try (WorkFolder folder = folder()) {
      migrateFile(folder.path());
    }
  }

  private static WorkFolder folder() {
    return WorkFolder.create(Main.surroundings());
  }

  private static void migrateFile(Path folder) throws IOException {
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
    int code = new Ignition(silent(folder, environment)).run(List.of(arguments));
    if (code != 0) {
      throw new IllegalStateException(String.join(" ", arguments) + " ended with " + code);
    }
  }

  private static Surroundings silent(Surroundings process) {
    return silent(process.directory(), process.environment());
  }

  private static Surroundings silent(Path folder, Map<String, String> environment) {
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
