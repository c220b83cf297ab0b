package org.ignition.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A folder of database migrations, told by its name and its files' names alone.
 *
 * @param folder relative to the repository's root
 * @param files how many files of SQL it holds
 * @param layout how they are named, in words
 */
public record MigrationFolder(Path folder, int files, String layout) {

  private static final Set<String> NAMES = Set.of("migrations", "migration", "migrate");

  /** By the files' names, the most telling first. */
  private static final Map<Pattern, String> LAYOUTS = layouts();

  private static Map<Pattern, String> layouts() {
    Map<Pattern, String> layouts = new LinkedHashMap<>();
    layouts.put(
        Pattern.compile("(?:.*/)?(?:up|down)\\.sql"), "a folder each with up.sql, down.sql");
    layouts.put(Pattern.compile(".*\\.up\\.sql"), "pairs like 1_name.up.sql, 1_name.down.sql");
    layouts.put(Pattern.compile("(?:.*/)?[VUR][\\d._]*__.*\\.sql"), "Flyway's, like V1__name.sql");
    layouts.put(
        Pattern.compile("(?:.*/)?\\d+_.*\\.down\\.sql"), "pairs like 1_name.sql, 1_name.down.sql");
    layouts.put(Pattern.compile("(?:.*/)?\\d+[_-].*\\.sql"), "numbered, like 001_name.sql");
    return layouts;
  }

  /** The folders of migrations among {@code files}, in their order. */
  static List<MigrationFolder> among(List<Path> files) {
    Map<Path, List<String>> contents = new LinkedHashMap<>();
    for (Path file : files) {
      if (file.toString().endsWith(".sql")) {
        add(file, contents);
      }
    }
    return contents.entrySet().stream().map(entry -> of(entry.getKey(), entry.getValue())).toList();
  }

  private static void add(Path file, Map<Path, List<String>> contents) {
    for (int depth = 1; depth < file.getNameCount(); depth++) {
      Path folder = file.subpath(0, depth);
      if (NAMES.contains(String.valueOf(folder.getFileName()))) {
        contents
            .computeIfAbsent(folder, _ -> new ArrayList<>())
            .add(folder.relativize(file).toString());
        return;
      }
    }
  }

  private static MigrationFolder of(Path folder, List<String> names) {
    return new MigrationFolder(folder, names.size(), layout(names));
  }

  private static String layout(List<String> names) {
    return LAYOUTS.entrySet().stream()
        .filter(entry -> names.stream().anyMatch(name -> entry.getKey().matcher(name).matches()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("of a layout that their names do not tell");
  }
}
