package org.ignition.migration.loss;

import org.ignition.migration.sql.SqlScript;
import org.ignition.migration.sql.SqlSplitter;

/**
 * A down that may be run.
 *
 * @param label of its migration, for a person
 * @param sql its statements
 * @param transactional whether it would run within a transaction
 */
public record UndoScript(String label, SqlScript sql, boolean transactional) {

  /** The down whose text was stored when its migration was applied. */
  public static UndoScript of(String label, String text, boolean transactional) {
    return new UndoScript(label, SqlSplitter.split(text), transactional);
  }
}
