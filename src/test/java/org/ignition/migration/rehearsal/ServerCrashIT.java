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
import java.util.concurrent.FutureTask;
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
import org.ignition.testing.Eventually;
import org.ignition.testing.Postgres;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole server dies while a statement runs, as for want of memory. */
class ServerCrashIT {

  @ParameterizedTest
  @CsvSource({"17, SELECT 1", "18, VACUUM"})
  @Timeout(value = 5, unit = TimeUnit.MINUTES) // Else it hangs.
  void endsWithWords(int version, String first) throws Exception {
    try (ScratchServer server =
        EmbeddedPostgres.start(version, Postgres.folders(), new SecureRandom())) {
      Killer killer = new Killer(server);
      RemoteException failed =
          assertThrows(
              RemoteException.class,
              () ->
                  new Rehearser(server, RehearsalOptions.DEFAULT)
                      .rehearse(List.of(sleeping(first)), _ -> true, killer));
      assertEquals(ErrorCode.DATABASE_UNREACHABLE, failed.code());
      assertEquals("The database server stopped during the rehearsal", failed.problem().what());
      assertEquals(
          Optional.of(new SourceLocation(Path.of("db/sleep.sql"), 2, 1)), failed.problem().at());
    }
  }

  private static Migration sleeping(String first) {
    String sql = first + ";\nSELECT pg_sleep(300)";
    return Migration.unversioned(Pairs.script("db/sleep.sql", sql));
  }

  /** Kills the server while the last statement runs. */
  private record Killer(ScratchServer server) implements RehearsalListener {

    private static final String RUNNING =
        "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%SELECT pg_sleep%' AND wait_event ="
            + " 'PgSleep'";

    @Override
    public void rehearsed(RehearsedMigration migration) {
      throw new AssertionError("it did not crash");
    }

    @Override
    public void running(Script script, int number, int total) {
      if (number == total) {
        Thread.ofPlatform().daemon().start(new FutureTask<>(this::kill));
      }
    }

    private boolean kill() throws Exception {
      ProcessHandle postmaster = postmaster();
      Eventually.await(() -> !ask(RUNNING).isEmpty());
      List<ProcessHandle> backends = postmaster.descendants().toList();
      postmaster.destroyForcibly();
      backends.forEach(ProcessHandle::destroyForcibly);
      return true;
    }

    private ProcessHandle postmaster() throws Exception {
      Path file = Path.of(ask("SHOW data_directory").orElseThrow(), "postmaster.pid");
      return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst())).orElseThrow();
    }

    private Optional<String> ask(String query) throws Exception {
      try (Connection session = server.connect("postgres", SessionRole.ADMINISTRATOR);
          Statement statement = session.createStatement();
          ResultSet row = statement.executeQuery(query)) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }
}
