package org.ignition.backup.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.backup.BackupProblem;
import org.ignition.backup.BackupWatch;
import org.ignition.failure.DiskSpace;
import org.ignition.image.Quoted;

/**
 * Runs {@code pg_dump}: in custom format, to a file, as to a pipe it could not note where each
 * table's rows begin, which a parallel restore needs.
 *
 * @param client which one
 * @param target what to dump; its password travels by the environment alone
 * @param watch told how it goes
 * @param problem says what went wrong
 */
record PgDump(PgClient client, DumpTarget target, BackupWatch watch, BackupProblem problem) {

  /** What goes on beside the dump. */
  interface Beside {

    /** Nothing does. */
    Beside NOTHING = () -> {};

    /** Throws when the dump is of no use any more. */
    void require() throws SQLException;
  }

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final String HIDDEN = "***";

  /** Others change the schema for no longer than this, or the dump would wait for who is stuck. */
  private static final String LOCK_WAIT = "--lock-wait-timeout=60s";

  /**
   * Writes the dump, which is on the disk only once somebody has seen to it.
   *
   * @param file that is there and empty
   * @param snapshot that it is of; empty for its own
   */
  void to(Path file, Optional<String> snapshot, Beside beside)
      throws IOException, InterruptedException, SQLException {
    try (AttendedProgram program =
        AttendedProgram.start(file, command(file, snapshot), environment())) {
      long began = System.nanoTime();
      while (!program.ended(BETWEEN_LOOKS)) {
        watch.written(Files.size(file), Duration.ofNanos(System.nanoTime() - began));
        beside.require();
      }
      if (program.status() != 0) {
        throw failure(file, program.status(), masked(program.said()));
      }
    }
  }

  private List<String> command(Path file, Optional<String> snapshot) {
    return Stream.concat(
            Stream.of(
                client.program().toString(),
                "--format=custom",
                "--file=" + file,
                "--no-password",
                "--no-sync",
                LOCK_WAIT,
                PgClient.KEEPALIVE),
            snapshot.map(id -> "--snapshot=" + id).stream())
        .toList();
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(PgClient.ENVIRONMENT);
    environment.putAll(target.environment());
    environment.put("PGAPPNAME", "ignition-release backup");
    environment.put("PGCONNECT_TIMEOUT", "20");
    return environment;
  }

  private List<String> masked(List<String> lines) {
    return target.password().isBlank()
        ? lines
        : lines.stream().map(line -> line.replace(target.password(), HIDDEN)).toList();
  }

  private RuntimeException failure(Path file, int status, List<String> said) {
    return said.stream().anyMatch(line -> line.contains(DiskSpace.EXHAUSTED))
        ? problem.full(file.resolveSibling(""), "pg_dump said: " + Quoted.of(said.getLast()))
        : problem.refused("pg_dump " + client.version(), status, said);
  }
}
