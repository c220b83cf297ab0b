package org.ignition.migration.rehearsal.rows;

import java.util.List;
import java.util.Optional;
import org.ignition.migration.trace.Relation;

/**
 * What some tables held at one moment.
 *
 * @param tables each with its own rows, without those of tables that inherit from it
 * @param unread tables that the session may not read
 */
public record WatchedRows(List<Table> tables, List<Relation> unread) {

  /** Nothing was looked at. */
  public static final WatchedRows NONE = new WatchedRows(List.of(), List.of());

  /** Copies the lists. */
  public WatchedRows {
    tables = List.copyOf(tables);
    unread = List.copyOf(unread);
  }

  /** The same table, or else the one that took its name. */
  Optional<Table> find(Relation relation) {
    return tables.stream()
        .filter(table -> table.relation().oid() == relation.oid())
        .findFirst()
        .or(() -> named(relation));
  }

  private Optional<Table> named(Relation relation) {
    return tables.stream()
        .filter(table -> table.relation().toString().equals(relation.toString()))
        .findFirst();
  }

  /**
   * What a table held.
   *
   * @param rows how many
   * @param columns in order
   */
  public record Table(Relation relation, long rows, List<Column> columns) {

    /** Copies the list. */
    public Table {
      columns = List.copyOf(columns);
    }

    /** The same column of the same table, or else the one of its name. */
    Optional<Column> find(Relation table, Column column) {
      return columns.stream()
          .filter(each -> table.oid() == relation.oid() && each.number() == column.number())
          .findFirst()
          .or(() -> columns.stream().filter(c -> c.name().equals(column.name())).findFirst());
    }
  }

  /**
   * What a column held.
   *
   * @param number of the attribute
   * @param name its own
   * @param type as {@code format_type} writes it
   * @param values how many are not NULL
   * @param sum of the hashes of their texts, whatever their order
   * @param hashes of their texts in ascending order; empty where there are too many rows
   */
  public record Column(
      int number, String name, String type, long values, String sum, List<Long> hashes) {

    /** Copies the list. */
    public Column {
      hashes = List.copyOf(hashes);
    }

    /** Whether {@code later}, the same column, still holds every value, in whatever row. */
    boolean isWithin(Column later) {
      if (sum.equals(later.sum) && values == later.values) {
        return true;
      }
      boolean listed = hashes.size() == values && later.hashes.size() == later.values;
      return listed ? isWithin(hashes, later.hashes) : later.values > values;
    }

    private static boolean isWithin(List<Long> some, List<Long> all) {
      int found = 0;
      for (int i = 0; i < all.size() && found < some.size(); i++) {
        if (some.get(found).equals(all.get(i))) {
          found++;
        }
      }
      return found == some.size();
    }
  }
}
