package org.ignition.backup.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ignition.backup.BackupContents;
import org.ignition.backup.BackupProblem;
import org.ignition.backup.ContentsComparison;
import org.ignition.backup.RestoreVerdict;
import org.ignition.database.ScratchServer;
import org.ignition.database.postgres.EmbeddedPostgres;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;

/** Proves dumps: by reading their lists, and by restoring them on a server of our own. */
public final class DumpProof implements AutoCloseable {

  private static final int NEWEST = EmbeddedPostgres.MAJOR_VERSIONS.getLast();

  private final PgClients clients;
  private final ProofPlaces places;

  /**
   * @param clients where a {@code pg_dump} may be, with its {@code pg_restore}
   * @param servers start where the dump is restored
   */
  public DumpProof(PgClients clients, ProofServers servers) {
    this.clients = clients;
    this.places = new ProofPlaces(servers);
  }

  /**
   * Reads a dump's list of contents.
   *
   * @param file not encrypted
   * @return how many entries it has
   * @throws RemoteException when it is no dump, or is cut or altered so that it can't be read
   * @throws InputException when there is no {@code pg_restore} here, or one that is too old
   */
  public int list(Path file) {
    BackupProblem problem = new BackupProblem(file.toString());
    try {
      return archive(file).list().entries();
    } catch (InterruptedException e) {
      throw problem.cancelled(e);
    } catch (IOException e) {
      throw ArchiveProblem.unopened(file, e);
    }
  }

  /**
   * Begins to start the server that a dump is going to be restored on, beside whatever is done
   * until then. Closing this ends one that was not needed.
   *
   * @param major of the server that the dump was taken from
   */
  public void begin(int major) {
    serverFor(major).ifPresent(places::begin);
  }

  /** The major version of the server here that takes such a dump; empty when none does. */
  private static OptionalInt serverFor(int major) {
    if (major > NEWEST) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(EmbeddedPostgres.MAJOR_VERSIONS.contains(major) ? major : NEWEST);
  }

  /**
   * Restores a dump and compares what is there then: on a server of the major version that it was
   * taken from where there is one, else on the newest.
   *
   * @param file not encrypted
   * @param name of the database, for a person
   * @param expected what it should hold; empty when nobody wrote that down
   * @throws RemoteException when it is no dump, or is cut or altered so that it can't be read
   */
  public RestoreVerdict prove(Path file, String name, Optional<BackupContents> expected) {
    BackupProblem problem = new BackupProblem(name);
    try {
      Archive archive = archive(file);
      ArchiveList list = archive.list();
      int major = list.serverMajor().orElse(NEWEST);
      OptionalInt server = serverFor(major);
      return server.isPresent()
          ? prove(archive, list, server.getAsInt(), expected)
          : new RestoreVerdict.Undecided(
              "it was taken from PostgreSQL %d, and the newest server here is %d"
                  .formatted(major, NEWEST));
    } catch (InterruptedException e) {
      throw problem.cancelled(e);
    } catch (IOException e) {
      throw ArchiveProblem.unopened(file, e);
    } catch (SQLException e) {
      return new RestoreVerdict.Undecided("the server here failed: " + said(e));
    }
  }

  private static String said(Exception failure) {
    return Quoted.line(String.valueOf(failure.getMessage()), 200);
  }

  private Archive archive(Path file) throws InterruptedException {
    PgClient client = clients.fitFor(0);
    return new Archive(
        file, client.restore().orElseThrow(() -> ClientProblem.incomplete(client, "pg_restore")));
  }

  private RestoreVerdict prove(
      Archive archive, ArchiveList list, int major, Optional<BackupContents> expected)
      throws IOException, InterruptedException, SQLException {
    ProofPlace opened;
    try {
      opened = places.open(major);
    } catch (InputException | RemoteException e) {
      return new RestoreVerdict.Undecided(e.problem().what());
    }
    try (ProofPlace place = opened) {
      Loading loading = Loading.of(expected, list.entries());
      return switch (new ScratchRestore(archive, list, place, loading).run()) {
        case ScratchRestore.Outcome.Impossible(String why) -> new RestoreVerdict.Undecided(why);
        case ScratchRestore.Outcome.Refused(String said) ->
            new RestoreVerdict.Different(List.of("the server refused a part of it: " + said));
        case ScratchRestore.Outcome.Restored() ->
            verdict(Asked.start(() -> read(place)).get(), expected);
      };
    }
  }

  /**
   * Restores a dump for others to work on, such as a rehearsal.
   *
   * @param file not encrypted
   * @param server of the dump's major version or a newer one; with a superuser of ours
   * @return the new database there, its owner's with all that is in it
   * @throws RemoteException when the dump can't be read, or can't be restored there
   */
  public String load(Path file, String name, ScratchServer server) {
    BackupProblem problem = new BackupProblem(name);
    try {
      return load(archive(file), name, server);
    } catch (InterruptedException e) {
      throw problem.cancelled(e);
    } catch (IOException e) {
      throw ArchiveProblem.unopened(file, e);
    } catch (SQLException e) {
      throw notLoaded(name, "the server failed: " + said(e));
    }
  }

  /** Of a database that was not restored nothing is left. */
  private static String load(Archive archive, String name, ScratchServer server)
      throws IOException, InterruptedException, SQLException {
    ArchiveList list = archive.list();
    String database = server.createDatabase();
    ProofPlace place = new ProofPlace(server, database); // The server is its owner's to close.
    boolean loaded = false;
    try {
      requireLoaded(new ScratchRestore(archive, list, place, Loading.PARALLEL).run(), name);
      loaded = true;
      return database;
    } finally {
      if (!loaded) {
        server.dropDatabase(database);
      }
    }
  }

  private static void requireLoaded(ScratchRestore.Outcome outcome, String name) {
    switch (outcome) {
      case ScratchRestore.Outcome.Restored() -> {}
      case ScratchRestore.Outcome.Impossible(String why) -> throw notLoaded(name, why);
      case ScratchRestore.Outcome.Refused(String said) ->
          throw notLoaded(name, "the server refused a part of it: " + said);
    }
  }

  private static RemoteException notLoaded(String name, String why) {
    return new RemoteException(
        Problem.of(
            ErrorCode.RESTORE_FAILED,
            "The backup of " + Quoted.line(name, 200) + " can't be restored on a server here",
            why,
            "Correct what it names, or go on without it"));
  }

  private static BackupContents read(ProofPlace place) throws SQLException {
    try (Connection session = place.connect()) {
      try (Statement statement = session.createStatement()) {
        statement.execute("SET max_parallel_workers_per_gather = 2"); // For long tables.
      }
      session.setAutoCommit(false);
      return ContentsReader.read(session, DumpedTables.read(session));
    }
  }

  private static RestoreVerdict verdict(BackupContents found, Optional<BackupContents> expected) {
    long rows = found.rows().values().stream().mapToLong(Long::longValue).sum();
    if (expected.isEmpty()) {
      return new RestoreVerdict.Undecided(
          "it could be restored (%,d tables with %,d rows), but nothing says what it should hold"
              .formatted(found.rows().size(), rows));
    }
    List<String> differences = ContentsComparison.differences(expected.get(), found);
    return differences.isEmpty()
        ? new RestoreVerdict.Equal(found.rows().size(), rows)
        : new RestoreVerdict.Different(differences);
  }

  @Override
  public void close() {
    places.close();
  }
}
