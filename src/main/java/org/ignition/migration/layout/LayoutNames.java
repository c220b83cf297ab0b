package org.ignition.migration.layout;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ignition.migration.Layout;

/** Tells layouts by the names of files alone. */
public final class LayoutNames {

  /** By the files' names, the most telling first. */
  private static final Map<Layout, Pattern> TELLING = telling();

  private static final Pattern NUMBERED = Pattern.compile("\\d+[_-].*\\.sql");

  private LayoutNames() {}

  private static Map<Layout, Pattern> telling() {
    Map<Layout, Pattern> patterns = new LinkedHashMap<>();
    patterns.put(Layout.DIESEL, Pattern.compile("(?:up|down)\\.sql"));
    patterns.put(Layout.GOLANG_MIGRATE, Pattern.compile("(?:\\d+_|V\\d+\\.).*\\.up\\.sql"));
    patterns.put(Layout.FLYWAY, Pattern.compile("(?:[VUB]\\d[\\d._]*|R)__.*\\.sql"));
    return patterns;
  }

  /** The one layout that has files called like {@code file}; empty when several have. */
  static Optional<Layout> telltale(Path file) {
    String name = String.valueOf(file.getFileName());
    return TELLING.entrySet().stream()
        .filter(entry -> entry.getValue().matcher(name).matches())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Whether the name is but a number, an underscore and words, as in several layouts. */
  static boolean isPlain(Path file) {
    return !isDown(file) && NUMBERED.matcher(String.valueOf(file.getFileName())).matches();
  }

  private static boolean isDown(Path file) {
    return file.toString().endsWith(".down.sql");
  }

  /** How files with these names are laid out, in words of a comment. */
  public static String describe(Collection<Path> files) {
    for (Layout layout : TELLING.keySet()) {
      if (files.stream().anyMatch(file -> telltale(file).filter(layout::equals).isPresent())) {
        return words(layout);
      }
    }
    if (files.stream().noneMatch(LayoutNames::isPlain)) {
      return "of a layout that their names do not tell";
    }
    return files.stream().anyMatch(LayoutNames::isDown)
        ? words(Layout.SEED)
        : "numbered, like 001_name.sql";
  }

  private static String words(Layout layout) {
    return switch (layout) {
      case SEED -> "pairs like 1_name.sql, 1_name.down.sql";
      case GOLANG_MIGRATE, SQLX -> "pairs like 1_name.up.sql, 1_name.down.sql";
      case FLYWAY -> "Flyway's, like V1__name.sql";
      case DIESEL -> "a folder each with up.sql, down.sql";
      case DBMATE, GOOSE -> "numbered, with markers for up and down";
    };
  }
}
