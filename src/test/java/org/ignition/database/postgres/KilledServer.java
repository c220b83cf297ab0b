package org.ignition.database.postgres;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.ignition.database.SessionRole;
import org.ignition.testing.Postgres;

/** A program that starts a server, is in the middle of a statement, and is killed by its test. */
final class KilledServer {

  private KilledServer() {}

  /** Version and scratch folder. */
  public static void main(String[] arguments) throws Exception {
    PostgresFolders usual = Postgres.folders();
    var server =
        EmbeddedPostgres.start(
            Integer.parseInt(arguments[0]),
            new PostgresFolders(usual.binaries(), usual.caches(), List.of(Path.of(arguments[1]))),
            new SecureRandom());
    try (var session = server.connect(server.createDatabase(), SessionRole.OWNER);
        var statement = session.createStatement()) {
      System.out.println("up");
      statement.execute("DO $$ BEGIN LOOP END LOOP; END $$");
    }
  }
}
