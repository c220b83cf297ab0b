package org.ignition.migration.layout;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.migration.Layout;
import org.ignition.migration.MigrationVersion;

/** What the names of files say in each layout, by the rules of the tools themselves. */
final class FileNames {

  private static final Pattern SEED_DOWN = Pattern.compile("(\\d+)_(.+)\\.down\\.sql");
  private static final Pattern NUMBERED = Pattern.compile("(\\d+)_(.+)\\.sql");

  /** golang-migrate's {@code source/parse.go}; with V and a point, as Authelia names its own. */
  private static final Pattern DIRECTED =
      Pattern.compile("(?:(\\d+)_|V(\\d+)\\.)(.*)\\.(up|down)\\.sql");

  private static final Pattern FLYWAY = Pattern.compile("([VUB])(\\d+(?:[._]\\d+)*)__(.*)\\.sql");
  private static final Pattern REPEATABLE = Pattern.compile("R__(.*)\\.sql");
  private static final Pattern DBMATE = Pattern.compile("(\\d+)_?(.*)\\.sql");
  private static final Pattern DIESEL_FOLDER = Pattern.compile("(\\d[\\d-]*)(?:_(.*))?");
  private static final MigrationVersion NONE = MigrationVersion.of("0");

  private FileNames() {}

  /** What the name of {@code file} says in {@code layout}; empty when it is none of its files. */
  static Optional<NamedFile> read(Layout layout, Path file) {
    String name = String.valueOf(file.getFileName());
    return switch (layout) {
      case SEED ->
          match(SEED_DOWN, file, name, Direction.DOWN)
              .or(() -> match(NUMBERED, file, name, Direction.UP));
      case GOLANG_MIGRATE -> directed(file, name);
      case SQLX -> directed(file, name).or(() -> match(NUMBERED, file, name, Direction.UP));
      case FLYWAY -> flyway(file, name);
      case DBMATE -> match(DBMATE, file, name, Direction.BOTH);
      case GOOSE -> match(NUMBERED, file, name, Direction.BOTH);
      case DIESEL -> diesel(file, name);
    };
  }

  private static Optional<NamedFile> match(
      Pattern pattern, Path file, String name, Direction direction) {
    Matcher matcher = pattern.matcher(name);
    return matcher.matches()
        ? Optional.of(named(file, matcher.group(1), matcher.group(2), direction))
        : Optional.empty();
  }

  private static Optional<NamedFile> directed(Path file, String name) {
    Matcher matcher = DIRECTED.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String version = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    Direction direction = matcher.group(4).equals("up") ? Direction.UP : Direction.DOWN;
    return Optional.of(named(file, version, matcher.group(3), direction));
  }

  private static Optional<NamedFile> flyway(Path file, String name) {
    Matcher repeatable = REPEATABLE.matcher(name);
    if (repeatable.matches()) {
      return Optional.of(new NamedFile(file, NONE, repeatable.group(1), Direction.REPEATABLE));
    }
    Matcher matcher = FLYWAY.matcher(name);
    return matcher.matches()
        ? Optional.of(
            named(file, matcher.group(2), matcher.group(3), flywayDirection(matcher.group(1))))
        : Optional.empty();
  }

  private static Direction flywayDirection(String prefix) {
    return switch (prefix) {
      case "U" -> Direction.DOWN;
      case "B" -> Direction.BASELINE;
      default -> Direction.UP;
    };
  }

  /**
   * The version is the folder's name before the first underscore, hyphens removed; diesel's {@code
   * MigrationVersion} compares it as a text.
   */
  private static Optional<NamedFile> diesel(Path file, String name) {
    boolean up = name.equals("up.sql");
    if (file.getNameCount() < 2 || !(up || name.equals("down.sql"))) {
      return Optional.empty();
    }
    Matcher folder = DIESEL_FOLDER.matcher(file.getName(file.getNameCount() - 2).toString());
    return folder.matches()
        ? Optional.of(
            new NamedFile(
                file,
                MigrationVersion.ofDigits(folder.group(1).replace("-", "")),
                folder.group(2) == null ? "" : folder.group(2),
                up ? Direction.UP : Direction.DOWN))
        : Optional.empty();
  }

  private static NamedFile named(Path file, String version, String name, Direction direction) {
    return new NamedFile(file, MigrationVersion.of(version), name, direction);
  }
}
