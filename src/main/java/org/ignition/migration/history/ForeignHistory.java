package org.ignition.migration.history;

import java.util.List;
import java.util.Optional;

/** What another tool wrote down of the migrations that it applied. */
public sealed interface ForeignHistory {

  /** The table that it keeps, as users would name it. */
  String table();

  /**
   * sqlx's table.
   *
   * @param rows in order of version
   */
  record Sqlx(List<Row> rows) implements ForeignHistory {

    /** Copies the list. */
    public Sqlx {
      rows = List.copyOf(rows);
    }

    @Override
    public String table() {
      return "_sqlx_migrations";
    }

    /**
     * A row of it.
     *
     * @param version a 64-bit integer
     * @param success whether it ran to its end
     */
    public record Row(long version, boolean success) {}
  }

  /**
   * The table of a tool that is recognised, but whose history is not read.
   *
   * @param tool its name
   * @param elsewhere the schema that holds it, where that alone keeps it from being read
   */
  record Other(String table, String tool, Optional<String> elsewhere) implements ForeignHistory {}
}
