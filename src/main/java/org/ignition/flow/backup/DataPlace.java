package org.ignition.flow.backup;

import java.nio.file.Path;
import java.util.List;
import org.ignition.config.MigrationSettings;
import org.ignition.database.ScratchServer;
import org.ignition.database.postgres.EmbeddedPostgres;
import org.ignition.flow.Surroundings;
import org.ignition.flow.reach.Dumps;
import org.ignition.flow.reach.ReachedDatabase;
import org.ignition.migration.Migration;
import org.ignition.migration.rehearsal.DataRehearsal;
import org.ignition.migration.rehearsal.RehearsalListener;
import org.ignition.migration.sqlite.SqliteDataRehearsal;

/** Where migrations run on a copy of the data. */
sealed interface DataPlace extends AutoCloseable {

  /**
   * For {@code reached}, until it is closed.
   *
   * @param settings say how sessions are
   * @throws org.ignition.failure.InputException when no server can run here
   */
  static DataPlace open(
      ReachedDatabase reached, MigrationSettings settings, Surroundings surroundings) {
    return switch (reached.kind()) {
      case POSTGRESQL ->
          new OnServer(
              new Dumps(surroundings),
              new Dumps(surroundings).server(major(reached)),
              settings.timeZone().getId());
      case SQLITE -> new OnFile();
    };
  }

  /** The database's own where we have it, else the newest, which reads older dumps. */
  private static int major(ReachedDatabase reached) {
    int own = reached.database().facts().majorVersion();
    return EmbeddedPostgres.MAJOR_VERSIONS.contains(own)
        ? own
        : EmbeddedPostgres.MAJOR_VERSIONS.getLast();
  }

  /**
   * Runs each up, its down and the up again.
   *
   * @param copy of the database, not encrypted; spent afterwards
   * @param name of the copy, for a person
   * @throws org.ignition.failure.RemoteException when the copy can't be restored here
   */
  DataRehearsal.Outcome rehearse(
      Path copy, String name, List<Migration> pending, RehearsalListener listener);

  @Override
  void close();

  /** A dump, restored on a server of our own. */
  record OnServer(Dumps dumps, ScratchServer server, String timeZone) implements DataPlace {

    @Override
    public DataRehearsal.Outcome rehearse(
        Path copy, String name, List<Migration> pending, RehearsalListener listener) {
      return new DataRehearsal(server, timeZone)
          .rehearse(dumps.proof().load(copy, name, server), pending, listener);
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /** A file, which is the database itself. */
  record OnFile() implements DataPlace {

    @Override
    public DataRehearsal.Outcome rehearse(
        Path copy, String name, List<Migration> pending, RehearsalListener listener) {
      return new SqliteDataRehearsal(listener).rehearse(copy, pending);
    }

    @Override
    public void close() {
      // The file is its owner's.
    }
  }
}
