package org.ignition.migration.rehearsal.rows;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Reads columns of type {@code text[]}. */
final class Texts {

  private Texts() {}

  /** The elements; none where it is NULL. */
  static List<String> of(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
  }
}
