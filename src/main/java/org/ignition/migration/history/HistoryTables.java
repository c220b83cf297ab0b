package org.ignition.migration.history;

import java.sql.Connection;
import java.sql.SQLException;

/** The tables of a database that hold its history. */
public interface HistoryTables {

  /** Of Flyway, in the schema of ours; the default name of its documentation. */
  String FLYWAY = "flyway_schema_history";

  /** Beside Flyway's: what it does not keep. */
  String COMPANION = "ignition_migrations";

  /** Where applications look for the version of their schema. */
  String VERSIONS = "schema_migrations";

  /**
   * What the database says of its own history; changes nothing.
   *
   * @param session in autocommit mode
   * @param downsAbove the texts of downs are fetched for sequences above this one; {@link
   *     Long#MAX_VALUE} when none will run
   * @throws org.ignition.failure.PolicyException when the companion table is none of ours
   * @throws SQLException when the database does not answer, or lets us read nothing
   */
  HistoryFacts read(Connection session, long downsAbove) throws SQLException;

  /**
   * Creates what is missing: the companion table, and the view of versions where its name is free.
   * Does nothing when all is there.
   *
   * @param session in autocommit mode or in a transaction, which goes on
   * @param facts what {@link #read} found
   * @param names whether the name of the view may be taken: no migration uses it, see {@link
   *     VersionTableUse}
   * @throws org.ignition.failure.PolicyException when we may not create them
   */
  void create(Connection session, HistoryFacts facts, VersionTableUse names) throws SQLException;

  /**
   * Who writes down what happens from now on.
   *
   * @param facts what {@link #read} found before {@link #create}
   */
  MigrationRecorder recorder(HistoryFacts facts, VersionTableUse names);
}
