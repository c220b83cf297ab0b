package org.ignition.migration.loss;

import java.util.List;

/**
 * What a statement of a down does, as far as rows are concerned: it takes something away, or it
 * changes what later statements mean by a name. What touches neither is no step.
 */
public sealed interface DownStep {

  /** Something may go. */
  sealed interface Removal extends DownStep {}

  /**
   * {@code DROP TABLE} and the like, one for each name.
   *
   * @param cascade whether what depends on it goes too
   */
  record Drop(NamedKind kind, ObjectName name, boolean cascade) implements Removal {}

  /**
   * {@code ALTER TABLE … DROP COLUMN}.
   *
   * @param only not in the tables that inherit from it
   */
  record DropColumn(ObjectName table, String column, boolean only) implements Removal {}

  /**
   * {@code TRUNCATE}, one for each table.
   *
   * @param only not the tables that inherit from it
   * @param cascade the tables whose foreign keys refer to it, too
   */
  record Truncate(ObjectName table, boolean only, boolean cascade) implements Removal {}

  /**
   * {@code DELETE}.
   *
   * @param only not in the tables that inherit from it
   * @param all without a condition
   */
  record DeleteRows(ObjectName table, boolean only, boolean all) implements Removal {}

  /** {@code UPDATE}: the values that these columns have are overwritten, in some rows or all. */
  record UpdateRows(ObjectName table, List<String> columns) implements Removal {

    /** Copies the list. */
    public UpdateRows {
      columns = List.copyOf(columns);
    }
  }

  /** {@code MERGE}, {@code REPLACE}: any of the table's rows may be changed or deleted. */
  record ReplaceRows(ObjectName table) implements Removal {}

  /**
   * {@code ALTER COLUMN … TYPE}.
   *
   * @param type as it is written; empty when an expression computes the new values
   */
  record ChangeType(ObjectName table, String column, String type) implements Removal {}

  /**
   * What reading can't tell.
   *
   * @param statement shortened, untrusted
   * @param why as part of a sentence
   */
  record Opaque(String statement, String why) implements Removal {}

  /** {@code ALTER … RENAME TO}. */
  record Rename(NamedKind kind, ObjectName name, String to) implements DownStep {}

  /** {@code ALTER TABLE … RENAME COLUMN}. */
  record RenameColumn(ObjectName table, String column, String to) implements DownStep {}

  /** {@code ALTER … SET SCHEMA}. */
  record Move(NamedKind kind, ObjectName name, String schema) implements DownStep {}

  /** {@code CREATE}, of what rows can be in or depend on. */
  record Create(NamedKind kind, ObjectName name) implements DownStep {}

  /** {@code ALTER TABLE … ADD COLUMN}. */
  record AddColumn(ObjectName table, String column) implements DownStep {}

  /** {@code ATTACH PARTITION}, {@code INHERIT}: what happens to the parent happens to the child. */
  record Attach(ObjectName parent, ObjectName child) implements DownStep {}

  /** {@code DETACH PARTITION}, {@code NO INHERIT}: from here on the child is a table of its own. */
  record Detach(ObjectName parent, ObjectName child) implements DownStep {}

  /**
   * Rows of one table are put into another, as when a table is built anew.
   *
   * @param columns that are copied as they are, in pairs of old and new name
   * @param star whether all columns are
   * @param whole whether every row is copied, and {@code columns} tells all
   */
  record CopyRows(
      ObjectName from, ObjectName to, List<CopiedColumn> columns, boolean star, boolean whole)
      implements DownStep {

    /** Copies the list. */
    public CopyRows {
      columns = List.copyOf(columns);
    }

    /** The same where not every row is copied, or not as it is. */
    CopyRows inPart() {
      return new CopyRows(from, to, columns, star, false);
    }
  }

  /**
   * A column that is copied as it is.
   *
   * @param from its name in the old table
   * @param to its name in the new one
   */
  record CopiedColumn(String from, String to) {}

  /**
   * {@code SET search_path}.
   *
   * @param setting as it can stand behind {@code SET search_path TO}: names and constants only
   */
  record SearchPath(String setting) implements DownStep {}

  /** {@code PRAGMA foreign_keys} of SQLite. */
  record ForeignKeys(boolean enforced) implements DownStep {}
}
