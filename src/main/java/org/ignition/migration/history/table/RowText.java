package org.ignition.migration.history.table;

import java.util.List;
import org.ignition.migration.history.MigrationRecord;

/** Versions as texts in the rows of a table from before. */
public final class RowText {

  private RowText() {}

  /**
   * What a row of {@code migration} is to hold: the version as the file has it, without its leading
   * zeros where the rows that are there have none.
   */
  public static String of(MigrationRecord migration, List<String> rows) {
    String text = migration.version().text();
    boolean plain = !rows.isEmpty() && rows.stream().noneMatch(row -> row.startsWith("0"));
    return plain ? stripped(text) : text;
  }

  /**
   * {@code version} in the one form in which two that mean the same are equal: without leading
   * zeros, parts separated by dots. SQL computes it as {@code ltrim(replace(replace(v, '_', '.'),
   * '-', '.'), '0')}.
   */
  public static String canonical(String version) {
    return version.replace('_', '.').replace('-', '.').replaceFirst("^0+", "");
  }

  private static String stripped(String text) {
    String rest = text.replaceFirst("^0+", "");
    return rest.isEmpty() || !Character.isDigit(rest.charAt(0)) ? "0" + rest : rest;
  }
}
