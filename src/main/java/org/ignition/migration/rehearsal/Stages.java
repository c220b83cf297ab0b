package org.ignition.migration.rehearsal;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.ignition.database.ScratchServer;
import org.ignition.migration.Migration;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/** Keeps a stage ready that holds the schema after the last migration, and rows or none. */
final class Stages implements AutoCloseable {

  private final ScratchServer server;
  private final Conduct conduct;
  private final History history;
  private final StageRows rows;
  private @Nullable Stage stage;
  private int generation;
  private SchemaSnapshot schema = SchemaSnapshot.EMPTY;

  Stages(ScratchServer server, Conduct conduct, History history, StageRows rows) {
    this.server = server;
    this.conduct = conduct;
    this.history = history;
    this.rows = rows;
  }

  /**
   * Makes sure that there is a stage.
   *
   * @param populated whether it is to hold rows when it has to be made
   * @return why there can be none
   */
  Optional<Stop> ready(boolean populated) throws SQLException {
    if (stage != null) {
      if (populated && rows.missing()) {
        rows.begin(stage, schema, true);
      }
      return Optional.empty();
    }
    Optional<Stop> stop = history.catchUp();
    if (stop.isEmpty()) {
      raise(populated);
    }
    return stop;
  }

  private void raise(boolean populated) throws SQLException {
    Stage raised = Stage.raise(server, history.copy(), conduct);
    stage = raised;
    generation++;
    schema = raised.schema().read();
    rows.begin(raised, schema, populated);
  }

  Stage stage() {
    return Objects.requireNonNull(stage);
  }

  /** Changes whenever a stage is made: its objects are others, and its rows. */
  int generation() {
    return generation;
  }

  /** All that it holds, read anew; empty when there is no stage. */
  Optional<SchemaSnapshot> whole() throws SQLException {
    return stage == null ? Optional.empty() : Optional.of(stage.schema().read());
  }

  /** The schema that it holds, as it was followed. */
  SchemaSnapshot schema() {
    return schema;
  }

  /** An up was committed on it. */
  void advanced(Migration migration, UpRun up) throws SQLException {
    history.add(migration, up.isolation());
    schema = up.after();
    if (up.refused().isEmpty()) {
      rows.grow(stage(), up);
    }
  }

  /** Makes a role on the server; whether it is new. */
  boolean makeRole(MissingRoles roles, String role) {
    return roles.make(role, stage().administrator());
  }

  /** A migration belongs to the history that was not run here. */
  void passed(Migration migration) {
    history.add(migration, Isolation.of(migration.up()));
    spoil();
  }

  /** Goes on with the same database after its sessions broke. */
  void reopen() throws SQLException {
    Stage broken = stage();
    broken.leave();
    stage = broken.reopened(conduct);
  }

  /** Gives it up: it is made anew when it is needed. */
  void spoil() {
    Stage spoiled = stage;
    stage = null;
    if (spoiled != null) {
      spoiled.close();
    }
  }

  @Override
  public void close() {
    spoil();
  }
}
