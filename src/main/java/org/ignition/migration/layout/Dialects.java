package org.ignition.migration.layout;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.ignition.migration.DialectFolder;
import org.ignition.migration.Layout;
import org.ignition.migration.MigrationVersion;

/**
 * Finds the folders in which an application keeps the same migrations for other databases: their
 * paths differ in the name of a database only, as {@code db/postgres} and {@code db/sqlite} do.
 */
public final class Dialects {

  private static final Pattern DATABASE =
      Pattern.compile(
          "(?<![a-z])(postgres(?:ql)?|pg|sqlite3?|mysql|mariadb|mssql|sqlserver|oracle|cockroach(?:db)?)"
              + "(?![a-z])",
          Pattern.CASE_INSENSITIVE);

  private final FileTree tree;
  private final Path folder;
  private final int place;
  private final Layout layout;

  private Dialects(FileTree tree, Path folder, int place, Layout layout) {
    this.tree = tree;
    this.folder = folder;
    this.place = place;
    this.layout = layout;
  }

  /**
   * Those beside {@code folder} that hold migrations of its layout, in the order of their names;
   * none where its path does not say for which database it is, or begins with that.
   */
  public static List<DialectFolder> of(FileTree tree, Path folder, Layout layout) {
    Path path = folder.normalize();
    return IntStream.range(1, path.getNameCount())
        .filter(at -> DATABASE.matcher(path.getName(at).toString()).find())
        .boxed()
        .reduce((_, later) -> later)
        .map(at -> new Dialects(tree, path, at, layout).others())
        .orElse(List.of());
  }

  private List<DialectFolder> others() {
    return tree.files(folder.subpath(0, place)).stream()
        .filter(file -> file.getNameCount() > place)
        .map(file -> file.getName(place))
        .distinct()
        .filter(this::isOther)
        .map(this::in)
        .map(this::names)
        .filter(found -> !found.names().isEmpty())
        .toList();
  }

  private boolean isOther(Path name) {
    Path own = folder.getName(place);
    return !name.equals(own) && anyDatabase(name).equals(anyDatabase(own));
  }

  private static String anyDatabase(Path name) {
    return DATABASE.matcher(name.toString()).replaceAll("*");
  }

  private Path in(Path name) {
    Path other = folder.subpath(0, place).resolve(name);
    return place + 1 == folder.getNameCount()
        ? other
        : other.resolve(folder.subpath(place + 1, folder.getNameCount()));
  }

  private DialectFolder names(Path other) {
    SortedMap<MigrationVersion, String> names = new TreeMap<>();
    tree.files(other).stream()
        .map(file -> FileNames.read(layout, file))
        .flatMap(Optional::stream)
        .filter(file -> isUp(file.direction()))
        .forEach(file -> names.put(file.version(), file.name()));
    return new DialectFolder(other, names);
  }

  private static boolean isUp(Direction direction) {
    return switch (direction) {
      case UP, BOTH -> true;
      case DOWN, REPEATABLE, BASELINE -> false;
    };
  }
}
