package org.ignition.database.postgres;

import java.nio.file.Path;
import org.ignition.database.ServerError;

/** A server of our own, and who watches the disk that it writes to. */
final class EmbeddedHost implements ServerHost {

  private static final String DISK_FULL = "53100";

  private final GuardedServer server;
  private final DiskGuard guard;

  EmbeddedHost(GuardedServer server, Path scratch, Runnable endSessions) {
    this.server = server;
    this.guard = new DiskGuard(() -> scratch.toFile().getUsableSpace(), endSessions);
  }

  @Override
  public ServerError explained(ServerError error) {
    return error.endsSession() && guard.hasActed()
        ? new ServerError(
            DISK_FULL,
            "session ended because the disk is almost full",
            0,
            "",
            "Write less in one migration, or free some disk space.",
            "",
            "",
            "",
            "",
            "")
        : error;
  }

  @Override
  public void end() {
    guard.close();
    server.close();
  }
}
