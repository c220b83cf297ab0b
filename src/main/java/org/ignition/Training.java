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
import org.ignition.flow.Surroundings;
import org.ignition.flow.Waiting;
import org.ignition.training.MemoryBucket;

/**
 * What an AOT cache is trained by, in place of {@link Main}: the ways in which people start this
 * program, one after the other in one JVM, as a cache is of one run. What is loaded here every
 * later start finds linked; what is not, it has to load from its jar.
 */
final class Training {

  private Training() {}

  /**
   * Shows help to nobody, migrates and backs up a file, then runs and shows `quickstart`.
   *
   * @throws IllegalStateException when a run fails, and so trains nothing
   */
  public static void main(String[] arguments) {
    unseen();
    Main.main(new String[] {"quickstart"});
  }

  /** What nobody would want to see. */
  static void unseen() {
    try {
      run(Path.of("").toAbsolutePath(), Map.of(), "--help");
      run(Path.of("").toAbsolutePath(), Map.of(), "build", "--help");
      ofDatabases(Files.createTempDirectory("training"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of SQLite stands for every database: it needs no server. */
  private static void ofDatabases(Path folder) throws IOException {
    Path migrations = Files.createDirectory(folder.resolve("migrations"));
    Files.writeString(migrations.resolve("1_a.sql"), "CREATE TABLE a (id integer);");
    Files.writeString(migrations.resolve("1_a.down.sql"), "DROP TABLE a;");
    try (MemoryBucket bucket = MemoryBucket.open()) {
      Map<String, String> environment =
          Map.of(
              "IGNITION_DATABASE_URL", "sqlite:a.db",
              "IGNITION_STORAGE_ACCESS_KEY", "training",
              "IGNITION_STORAGE_SECRET_KEY", "training");
      configure(folder, bucket, "kept");
      run(folder, environment, "migrate", "--migrations", "migrations");
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
