package org.ignition.migration.history.table;

import java.util.List;
import java.util.Optional;
import org.ignition.image.Quoted;
import org.ignition.migration.history.VersionTable;
import org.ignition.migration.history.VersionTable.Shape;

/**
 * What the columns of a table {@code schema_migrations} say of how it is kept.
 *
 * @param shape how it holds versions
 * @param textual whether they are texts
 */
public record VersionTableShape(Shape shape, boolean textual) {

  /** What a row without a version is called; no version reads so. */
  public static final String NO_VERSION = "NULL";

  private static final String VERSION = "version";
  private static final String DIRTY = "dirty";
  private static final int LONGEST = 60;

  /** What stands in the way of keeping a table of {@code columns}; one sentence. */
  public static Optional<String> obstacle(List<TableColumn> columns) {
    Optional<TableColumn> version = find(columns, VERSION);
    if (version.isEmpty()) {
      return Optional.of("it has no column version");
    }
    return switch (version.get().type()) {
      case NUMBER, TEXT -> missing(columns);
      case COMPUTED -> Optional.of("its column version is computed, so that it can't be written");
      case OTHER -> Optional.of("its column version holds neither texts nor numbers");
    };
  }

  private static Optional<String> missing(List<TableColumn> columns) {
    return columns.stream()
        .filter(each -> each.required() && !isOurs(each.name()))
        .map(each ->
            "its column "
                + Quoted.of(Quoted.line(each.name(), LONGEST))
                + " must have a value that nobody knows here")
        .findFirst();
  }

  /** How a table without {@link #obstacle} is kept. */
  public static VersionTableShape of(List<TableColumn> columns) {
    boolean textual =
        find(columns, VERSION).filter(each -> each.type() == TableColumn.Type.TEXT).isPresent();
    boolean dirty = find(columns, DIRTY).isPresent();
    return new VersionTableShape(dirty ? Shape.ONE_ROW : Shape.ROW_PER_MIGRATION, textual);
  }

  /**
   * The table with what is in it.
   *
   * @param versions its values, in ascending order of number
   * @param dirty whether any of its rows is
   */
  public VersionTable holding(List<String> versions, boolean dirty) {
    return shape == Shape.ONE_ROW && versions.size() > 1
        ? new VersionTable.Unusable("it has a column dirty, but more than one row")
        : new VersionTable.Kept(shape, textual, versions, dirty);
  }

  private static boolean isOurs(String name) {
    return name.equals(VERSION) || name.equals(DIRTY);
  }

  private static Optional<TableColumn> find(List<TableColumn> columns, String name) {
    return columns.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
