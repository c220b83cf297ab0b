package org.ignition.migration.layout;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.migration.Layout;

/** Finds out which layout a folder has: by markers within files, else by their names. */
final class LayoutDetection {

  private final Path folder;
  private final List<Path> scripts;
  private final Texts texts;
  private final boolean named;

  /**
   * @param scripts all files of SQL in the folder and below it
   */
  LayoutDetection(Path folder, List<Path> scripts, Texts texts) {
    this.folder = folder;
    this.scripts = scripts;
    this.texts = texts;
    this.named = scripts.stream().anyMatch(script -> LayoutNames.telltale(script).isPresent());
  }

  Layout detect() {
    Map<Layout, Path> signs = new EnumMap<>(Layout.class);
    for (Path script : scripts) {
      sign(script).ifPresent(layout -> signs.putIfAbsent(layout, script));
    }
    if (signs.containsKey(Layout.DBMATE) || signs.containsKey(Layout.GOOSE)) {
      signs.remove(Layout.SEED);
    }
    if (signs.size() > 1) {
      throw ambiguous(signs);
    }
    return signs.keySet().stream().findFirst().orElseThrow(this::unknown);
  }

  /** What a file says about the folder; files deeper than a layout looks say nothing. */
  private Optional<Layout> sign(Path script) {
    int depth = folder.relativize(script).getNameCount();
    Optional<Layout> byName = LayoutNames.telltale(script).filter(layout -> reaches(layout, depth));
    if (byName.isPresent() || depth > 1) {
      return byName;
    }
    return marked(script)
        .or(() ->
            FileNames.read(Layout.SEED, script).filter(this::isTelling).map(_ -> Layout.SEED));
  }

  private static boolean reaches(Layout layout, int depth) {
    return switch (layout) {
      case FLYWAY -> true;
      case DIESEL -> depth == 2;
      case SEED, GOLANG_MIGRATE, SQLX, DBMATE, GOOSE -> depth == 1;
    };
  }

  /** Downs may belong to pairs of either form, unless there is nothing else. */
  private boolean isTelling(NamedFile file) {
    return file.direction() == Direction.UP || !named;
  }

  private Optional<Layout> marked(Path script) {
    if (FileNames.read(Layout.DBMATE, script).isEmpty()) {
      return Optional.empty();
    }
    String text = texts.of(script);
    if (Markers.DBMATE.areIn(text)) {
      return Optional.of(Layout.DBMATE);
    }
    return Markers.GOOSE.areIn(text) ? Optional.of(Layout.GOOSE) : Optional.empty();
  }

  private RuntimeException ambiguous(Map<Layout, Path> signs) {
    List<Map.Entry<Layout, Path>> found = List.copyOf(signs.entrySet());
    Map.Entry<Layout, Path> first = found.get(0);
    Map.Entry<Layout, Path> second = found.get(1);
    return MigrationProblem.ambiguous(
        folder,
        "Two layouts in one folder: "
            + named(first.getValue(), first.getKey())
            + " and "
            + named(second.getValue(), second.getKey()),
        "Keep one, or say which with `layout`; files of the other are then left out");
  }

  private String named(Path script, Layout layout) {
    return folder.relativize(script) + " (" + layout + ")";
  }

  private RuntimeException unknown() {
    return MigrationProblem.notFound(
        folder,
        "No file here is named like a migration: " + folder.relativize(scripts.getFirst()),
        "Name them like 0001_users.sql with 0001_users.down.sql, or point `migrations` at the right"
            + " folder");
  }
}
