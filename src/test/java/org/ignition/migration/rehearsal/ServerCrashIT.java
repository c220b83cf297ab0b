package org.ignition.migration.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.database.postgres.EmbeddedPostgres;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.failure.SourceLocation;
import org.ignition.migration.Migration;
import org.ignition.migration.Script;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.testing.Postgres;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole server dies while a statement runs, as for want of memory. */
class ServerCrashIT {

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  @Timeout(value = 5, unit = TimeUnit.MINUTES) // Else it hangs.
  void endsWithWords(int version) throws Exception {
    try (ScratchServer server =
        EmbeddedPostgres.start(version, Postgres.folders(), new SecureRandom())) {
      ProcessHandle postmaster = postmaster(server);
      Killer killer = new Killer(postmaster);
      RemoteException failed =
          assertThrows(
              RemoteException.class,
              () ->
                  new Rehearser(server, RehearsalOptions.DEFAULT)
                      .rehearse(List.of(sleeping()), _ -> true, killer));
      assertEquals(ErrorCode.DATABASE_UNREACHABLE, failed.code());
      assertEquals("The database server stopped during the rehearsal", failed.problem().what());
      assertEquals(
          Optional.of(new SourceLocation(Path.of("db/sleep.sql"), 1, 11)), failed.problem().at());
    }
  }

  private static Migration sleeping() {
    return Migration.unversioned(Pairs.script("db/sleep.sql", "SELECT 1; SELECT pg_sleep(300)"));
  }

  /** Kills the server soon after the last statement began, or just before. */
  private record Killer(ProcessHandle postmaster) implements RehearsalListener {

    @Override
    public void rehearsed(RehearsedMigration migration) {
      throw new AssertionError("it did not crash");
    }

    @Override
    public void running(Script script, int number, int total) {
      if (number == total) {
        List<ProcessHandle> backends = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        backends.forEach(ProcessHandle::destroyForcibly);
      }
    }
  }

  private static ProcessHandle postmaster(ScratchServer server) throws Exception {
    try (Connection session = server.connect("postgres", SessionRole.ADMINISTRATOR);
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SHOW data_directory")) {
      row.next();
      Path file = Path.of(row.getString(1), "postmaster.pid");
      return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst())).orElseThrow();
    }
  }
}
