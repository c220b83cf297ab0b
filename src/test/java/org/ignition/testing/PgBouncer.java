package org.ignition.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Debian's PgBouncer on a free loopback port. */
public final class PgBouncer implements AutoCloseable {

  private final Path folder;
  private final Program program;
  private final int port;

  private PgBouncer(Path folder, Program program, int port) {
    this.folder = folder;
    this.program = program;
    this.port = port;
  }

  /**
   * Starts one before the server at {@code backend} of 127.0.0.1.
   *
   * @param mode {@code session}, {@code transaction} or {@code statement}
   * @param ignored start parameters that it lets pass without sending them on
   */
  public static PgBouncer before(
      int backend, String user, String password, String mode, String ignored) throws Exception {
    Path folder = RawPostgres.folder();
    int port = FreePort.any();
    Files.writeString(folder.resolve("users"), "\"%s\" \"%s\"\n".formatted(user, password));
    Files.writeString(
        folder.resolve("pgbouncer.ini"),
        """
        [databases]
        * = host=127.0.0.1 port=%d
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = plain
        auth_file = %s
        pool_mode = %s
        ignore_startup_parameters = %s
        """
            .formatted(backend, port, folder.resolve("users"), mode, ignored));
    return new PgBouncer(
        folder,
        Program.startAsNobody(
            folder.resolve("log"),
            "process up",
            RealTool.require("pgbouncer").toString(),
            folder.resolve("pgbouncer.ini").toString()),
        port);
  }

  /** On 127.0.0.1. */
  public int port() {
    return port;
  }

  @Override
  public void close() {
    program.close();
    ProgramFolder.remove(folder);
  }
}
