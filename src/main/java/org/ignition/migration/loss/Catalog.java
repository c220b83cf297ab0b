package org.ignition.migration.loss;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.ignition.migration.loss.Lineage.Heir;

/** What a database holds now, by name. */
interface Catalog {

  /** The schemas in which names are looked up, in order; new objects are made in the first. */
  List<String> searchPath() throws SQLException;

  /** Sets it; {@code setting} is of {@link DownStep.SearchPath}. */
  void searchIn(String setting) throws SQLException;

  /** Sets it back to what sessions begin with. */
  void searchAsUsual() throws SQLException;

  /** The object of that name; {@code schema} is empty for kinds that have none. */
  Optional<LiveObject> find(NamedKind kind, String schema, String name) throws SQLException;

  /** The columns of a table that hold what was written, so no generated ones. */
  List<String> columns(LiveObject table) throws SQLException;

  /** What goes when {@code object} is dropped. */
  Fallout fallout(LiveObject object, boolean cascade) throws SQLException;

  /** The tables that inherit from {@code table}, partitions too, and those from them. */
  List<Heir> heirs(LiveObject table) throws SQLException;

  /** Whose foreign keys refer to {@code table}, itself left out. */
  List<Referrer> referrers(LiveObject table) throws SQLException;

  /** Whether foreign keys hold for sessions as they begin. */
  boolean enforcesForeignKeys() throws SQLException;

  /** Whether dropping a table deletes its rows first, so that foreign keys see it. */
  boolean deletesBeforeDrop();
}
