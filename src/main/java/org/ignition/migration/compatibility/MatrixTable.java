package org.ignition.migration.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.action.Markdown;
import org.ignition.migration.report.TextTable;

/** Rows whose cells may hold several lines, as text and as Markdown. */
final class MatrixTable {

  /** Of a sentence in a cell. */
  private static final int MOST_LINES = 5;

  private final List<String> heads;
  private final List<List<List<String>>> rows = new ArrayList<>();

  MatrixTable(String... heads) {
    this.heads = List.of(heads);
  }

  /**
   * Adds a row.
   *
   * @param cells one for each head
   */
  void row(List<List<String>> cells) {
    rows.add(cells);
  }

  List<String> text() {
    TextTable table = new TextTable(heads.toArray(String[]::new));
    rows.forEach(row -> lines(row.stream().map(MatrixTable::wrapped).toList()).forEach(table::row));
    return table.lines();
  }

  /** Sentences do not fit into a column of a table. */
  private static List<String> wrapped(List<String> cell) {
    return cell.stream().flatMap(line -> wrapped(line).stream()).toList();
  }

  private static List<String> wrapped(String sentence) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : sentence.split(" ", -1)) {
      boolean fits = line.isEmpty() || line.length() + 1 + word.length() <= TextTable.LONGEST_CELL;
      if (!fits && lines.size() < MOST_LINES - 1) {
        lines.add(line);
        line = word;
      } else {
        line = line.isEmpty() ? word : line + " " + word;
      }
    }
    lines.add(line);
    return lines;
  }

  private static List<List<String>> lines(List<List<String>> row) {
    int height = row.stream().mapToInt(List::size).max().orElse(0);
    List<List<String>> lines = new ArrayList<>();
    for (int i = 0; i < height; i++) {
      int line = i;
      lines.add(row.stream().map(cell -> line < cell.size() ? cell.get(line) : "").toList());
    }
    return lines;
  }

  /** Ended by a line end. */
  String markdown() {
    return line(heads.stream())
        + line(heads.stream().map(_ -> "---"))
        + rows.stream()
            .map(row -> line(row.stream().map(MatrixTable::escaped)))
            .collect(Collectors.joining());
  }

  private static String escaped(List<String> cell) {
    return cell.stream().map(Markdown::text).collect(Collectors.joining("<br>"));
  }

  private static String line(Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
