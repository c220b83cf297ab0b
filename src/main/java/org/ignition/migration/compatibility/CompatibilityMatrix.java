package org.ignition.migration.compatibility;

import java.util.List;
import org.ignition.migration.SchemaRange;
import org.ignition.migration.history.LiveHistory;

/**
 * Which release runs on which schema versions, and whether it runs on the schema of a database.
 *
 * @param schema what the database's schema is called, such as {@code 0015}
 * @param rows in the order of the releases
 */
public record CompatibilityMatrix(String schema, List<Row> rows) {

  /** Copies the list. */
  public CompatibilityMatrix {
    rows = List.copyOf(rows);
  }

  /**
   * A release.
   *
   * @param release which
   * @param verdict whether it runs on the schema as it is
   */
  public record Row(KnownRelease release, SchemaCompatibility verdict) {}

  /** Compares {@code releases} with what {@code live} tells of. */
  public static CompatibilityMatrix of(LiveHistory live, List<KnownRelease> releases) {
    return new CompatibilityMatrix(
        SchemaName.of(live),
        releases.stream()
            .map(release -> new Row(release, SchemaCompatibility.of(live, release.need())))
            .toList());
  }

  /** For a terminal or a log, one line each. */
  public List<String> text() {
    return table().text();
  }

  /** For a summary, ended by a line end. */
  public String markdown() {
    return table().markdown();
  }

  private MatrixTable table() {
    MatrixTable table =
        new MatrixTable("release", "min schema", "max schema", "status", "on schema " + schema);
    rows.forEach(row -> table.row(cells(row).stream().map(List::of).toList()));
    return table;
  }

  private static List<String> cells(Row row) {
    KnownRelease release = row.release();
    return switch (release.need()) {
      case SchemaNeed.Known(SchemaRange(var min, var max), _) ->
          cells(row, Long.toString(min), Long.toString(max));
      case SchemaNeed.Unknown _ -> cells(row, "unknown", "unknown");
    };
  }

  private static List<String> cells(Row row, String min, String max) {
    return List.of(
        row.release().name(),
        min,
        max,
        row.release().standing().toString(),
        VerdictWords.of(row.verdict()));
  }
}
