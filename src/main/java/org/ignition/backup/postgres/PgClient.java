package org.ignition.backup.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code pg_dump} of this machine.
 *
 * @param program where it is
 * @param major of PostgreSQL, such as 18
 * @param version all of it, such as {@code 18.1}
 */
record PgClient(Path program, int major, String version) {

  /** All that it needs to see of ours besides the connection; messages are the same everywhere. */
  static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "LC_ALL", "C.UTF-8", "TZ", "UTC");

  /** An argument: it notices within a minute that nobody answers any more. */
  static final String KEEPALIVE =
      "--dbname=keepalives_idle=30 keepalives_interval=10 keepalives_count=3";

  private static final Pattern VERSION =
      Pattern.compile("pg_dump \\(PostgreSQL\\) (([0-9]{1,4})[0-9A-Za-z.]*)");

  private static final int LONGEST_ANSWER = 1_000;
  private static final long ANSWERS_WITHIN_SECONDS = 10;

  /** What {@code program} is; empty when it isn't there, can't be run, or is no pg_dump. */
  static Optional<PgClient> at(Path program) throws InterruptedException {
    if (!Files.isExecutable(program) || Files.isDirectory(program)) {
      return Optional.empty();
    }
    Matcher version = VERSION.matcher(answer(program));
    return version.lookingAt()
        ? Optional.of(new PgClient(program, Integer.parseInt(version.group(2)), version.group(1)))
        : Optional.empty();
  }

  /** {@code pg_restore} of the same installation. */
  Optional<Path> restore() {
    return sibling("pg_restore");
  }

  /** {@code psql} of the same installation, which knows what its {@code pg_restore} writes. */
  Optional<Path> psql() {
    return sibling("psql");
  }

  private Optional<Path> sibling(String name) {
    return Optional.of(program.resolveSibling(name)).filter(Files::isExecutable);
  }

  private static String answer(Path program) throws InterruptedException {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(program.toString(), "--version")
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().clear();
      builder.environment().putAll(ENVIRONMENT);
      return answer(builder.start());
    } catch (IOException e) {
      return "";
    }
  }

  /** One line fits a pipe, so it can be read when the program has ended. */
  private static String answer(Process process) throws IOException, InterruptedException {
    try {
      return process.waitFor(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS)
          ? new String(process.getInputStream().readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8)
          : "";
    } finally {
      process.destroyForcibly();
    }
  }
}
