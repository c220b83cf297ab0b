package org.ignition.migration.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.migration.rehearsal.catalog.CatalogReader;
import org.ignition.migration.rehearsal.observe.EventTriggers;
import org.ignition.migration.rehearsal.observe.LockWatch;
import org.ignition.migration.rehearsal.observe.Tracer;

/** A database that scripts are tried in, and the sessions that run and watch them. */
final class Stage implements AutoCloseable {

  private final ScratchServer server;
  private final String database;
  private final Connection administrator;
  private final OwnerSession owner;
  private final Tracer tracer;
  private final CatalogReader schema;
  private final Conduct conduct;

  private Stage(ScratchServer server, String database, Conduct conduct) throws SQLException {
    this.server = server;
    this.database = database;
    this.conduct = conduct;
    this.administrator = server.connect(database, SessionRole.ADMINISTRATOR);
    this.owner = OwnerSession.open(server, database, conduct.text(), administrator);
    this.tracer =
        new Tracer(owner.connection(), administrator, server.isPrivileged(), server.majorVersion());
    this.schema = new CatalogReader(owner.connection(), CatalogReader.HISTORY_TABLES);
  }

  /** Makes a stage of a database that no one watches yet. */
  static Stage raise(ScratchServer server, String database, Conduct conduct) throws SQLException {
    if (server.isPrivileged()) {
      try (Connection administrator = server.connect(database, SessionRole.ADMINISTRATOR)) {
        EventTriggers.install(administrator);
      }
    }
    return new Stage(server, database, conduct);
  }

  /** The same database, after its sessions broke. */
  Stage reopened(Conduct conduct) throws SQLException {
    return new Stage(server, database, conduct);
  }

  OwnerSession owner() {
    return owner;
  }

  Connection administrator() {
    return administrator;
  }

  Tracer tracer() {
    return tracer;
  }

  CatalogReader schema() {
    return schema;
  }

  Conduct conduct() {
    return conduct;
  }

  String database() {
    return database;
  }

  LockWatch lockWatch() {
    return new LockWatch(() -> server.connect(database, SessionRole.ADMINISTRATOR));
  }

  /** Ends the sessions; the database stays. */
  void leave() {
    for (AutoCloseable session : new AutoCloseable[] {owner, administrator}) {
      try {
        session.close();
      } catch (Exception _) {
        // It is over either way.
      }
    }
  }

  /** Ends the sessions and drops the database. */
  @Override
  public void close() {
    leave();
    server.dropDatabase(database);
  }
}
