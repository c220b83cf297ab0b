package org.ignition.migration.rehearsal.rows;

import org.ignition.migration.trace.Relation;

/**
 * Rows or values that were there before and are no more.
 *
 * @param table as it was called before
 * @param column as it was called before; empty when it is about the table
 * @param kind what happened
 * @param count how many rows or values; for changed ones how many there were
 */
public record RowLoss(Relation table, String column, Kind kind, long count) {

  /** What can happen to rows and values. */
  public enum Kind {
    /** The table is gone with its rows. */
    TABLE,
    /** Rows are gone. */
    ROWS,
    /** The column is gone with its values. */
    COLUMN,
    /** Values are gone or others. */
    VALUES,
    /** The column has another type, in which values read differently. */
    CONVERTED
  }

  /** Whether this being lost explains that {@code other} is. */
  boolean covers(RowLoss other) {
    return table.oid() == other.table.oid() && (column.isEmpty() || column.equals(other.column));
  }

  /** As reports say it, such as {@code public.users.email: 2 values gone with the column}. */
  @Override
  public String toString() {
    String place = column.isEmpty() ? table.toString() : table + "." + column;
    return place
        + switch (kind) {
          case TABLE -> ": " + rows() + " gone with the table";
          case ROWS -> ": " + rows() + " gone";
          case COLUMN -> ": " + values() + " gone with the column";
          case VALUES -> ": values changed or gone";
          case CONVERTED -> ": values read differently in their new type";
        };
  }

  private String rows() {
    return count == 1 ? "1 row" : count + " rows";
  }

  private String values() {
    return count == 1 ? "1 value" : count + " values";
  }
}
