package org.ignition.database.postgres;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running server, and the shell that ends it with us, see {@code guard.sh}. */
final class GuardedServer implements AutoCloseable {

  private static final Duration END_WITHIN = Duration.ofSeconds(10);

  private final Process guard;
  private final ServerLog log;

  private GuardedServer(Process guard) {
    this.guard = guard;
    this.log = ServerLog.read(guard.getInputStream());
  }

  /**
   * Starts a server on a copy of {@code template}.
   *
   * @param base where its folder is made
   * @param settings arguments of {@code postgres}
   * @param statements SQL to run before anybody can connect, each in one line; may hold passwords
   */
  static GuardedServer start(
      PostgresHome home,
      Path template,
      Path base,
      ServerAccount account,
      List<String> settings,
      List<String> statements)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                home.folder().toString(),
                template.toString(),
                base.toString(),
                account.user(),
                account.group()));
    arguments.addAll(settings);
    GuardedServer server = new GuardedServer(Script.GUARD.start(arguments));
    server.tell(statements);
    return server;
  }

  /** Its standard input stays open: that is what it lives by. */
  private void tell(List<String> statements) throws IOException {
    Writer writer = new OutputStreamWriter(guard.getOutputStream(), StandardCharsets.UTF_8);
    for (String statement : statements) {
      writer.write(statement + "\n");
    }
    writer.write("\n");
    writer.flush();
  }

  ServerLog log() {
    return log;
  }

  /** Stops the server and waits until its folder is gone. */
  @Override
  public void close() {
    try {
      guard.getOutputStream().close();
    } catch (IOException e) {
      // The guard is gone already.
    }
    try {
      guard.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The guard ends it without us.
    }
  }
}
