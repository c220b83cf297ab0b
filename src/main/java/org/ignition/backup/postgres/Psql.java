package org.ignition.backup.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code psql} that runs what it is fed and stops at the first error. What it prints are the rows
 * of queries, a line each.
 */
final class Psql implements AutoCloseable {

  private final FedProgram program;
  private final BufferedReader rows;

  private Psql(FedProgram program) {
    this.program = program;
    this.rows = new BufferedReader(new InputStreamReader(program.output(), StandardCharsets.UTF_8));
  }

  static Psql start(Path psql, Map<String, String> connection) throws IOException {
    Map<String, String> environment = new HashMap<>(PgClient.ENVIRONMENT);
    environment.putAll(connection);
    environment.put("PGCONNECT_TIMEOUT", "20");
    List<String> command =
        List.of(
            psql.toString(),
            "--no-psqlrc",
            "--no-password",
            "--quiet",
            "--tuples-only",
            "--no-align",
            "--set=ON_ERROR_STOP=1",
            "--set=VERBOSITY=verbose", // with the code of an error
            "--file=-",
            PgClient.KEEPALIVE);
    return new Psql(FedProgram.start(command, environment, FedProgram.Output.READ));
  }

  /** What it runs. */
  OutputStream input() {
    return program.input();
  }

  /** The next row of a query; its end when it has ended. */
  String row() throws IOException {
    String row = rows.readLine();
    if (row == null) {
      throw new IOException("psql ended");
    }
    return row;
  }

  /** Reads rows until one is {@code last}. */
  void rowsUntil(String last) throws IOException {
    while (!row().equals(last)) {
      // The others are of no interest.
    }
  }

  /** Ends its input and waits for its end, whoever interrupts that; whether all ran. */
  boolean end() throws IOException {
    program.input().close();
    return program.surelyEnd() == 0;
  }

  /** Why it ended, once it has. */
  PsqlError error() throws InterruptedException {
    int status = program.end();
    return PsqlError.of(status, program.said());
  }

  /** Kills it: what no {@code COMMIT} ended is undone then. */
  @Override
  public void close() {
    program.close();
  }
}
