package org.ignition.migration.report;

import java.util.ArrayList;
import java.util.List;
import org.ignition.log.PrintableText;

/** Rows of text whose columns are as wide as their widest cell; long cells are cut. */
public final class TextTable {

  /** Characters that are shown of a cell. */
  public static final int LONGEST_CELL = 60;

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with a column for each of {@code heads}. */
  public TextTable(String... heads) {
    rows.add(List.of(heads));
  }

  /** Adds a row with a cell for each head. */
  public void row(List<String> cells) {
    rows.add(cells.stream().map(TextTable::cell).toList());
  }

  private static String cell(String text) {
    return Shortened.to(PrintableText.oneLine(text), LONGEST_CELL);
  }

  /** The heads and the rows, without spaces at their ends. */
  public List<String> lines() {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - width(row.get(i)))).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
