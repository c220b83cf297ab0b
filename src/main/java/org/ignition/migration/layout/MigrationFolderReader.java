package org.ignition.migration.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ignition.failure.InputException;
import org.ignition.migration.Layout;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.Script;

/** Reads all migrations of a folder. */
public final class MigrationFolderReader {

  private static final Pattern PROGRAM = Pattern.compile("\\d+_.+\\.(?:go|rb|py|js|ts)");

  private final Texts texts;
  private final Path folder;
  private final List<Path> files;

  private MigrationFolderReader(FileTree tree, Path folder) {
    this.texts = new Texts(tree);
    this.folder = folder;
    this.files = tree.files(folder);
  }

  /**
   * The migrations in {@code folder}, in order and paired.
   *
   * @param folder relative to the tree's root
   * @param asked the layout; detected when it is empty
   * @throws InputException when there are none, when their layout is ambiguous or of another tool,
   *     or when a file can't be read as SQL in UTF-8
   */
  public static MigrationSet read(FileTree tree, Path folder, Optional<Layout> asked) {
    return new MigrationFolderReader(tree, folder.normalize()).read(asked);
  }

  private MigrationSet read(Optional<Layout> asked) {
    List<Path> scripts = files.stream().filter(MigrationFolderReader::isSql).toList();
    if (asked.isEmpty()) {
      OtherTools.refuse(folder, files);
    }
    if (scripts.isEmpty()) {
      throw empty();
    }
    Layout layout = asked.orElseGet(() -> new LayoutDetection(folder, scripts, texts).detect());
    List<NamedFile> named =
        scripts.stream()
            .filter(file -> isWithinReach(layout, file))
            .flatMap(file -> FileNames.read(layout, file).stream())
            .toList();
    if (named.isEmpty()) {
      throw MigrationProblem.notFound(
          folder, "No file here is one of the layout " + layout, "Correct `layout`, or remove it");
    }
    requireDistinct(named);
    return set(layout, named, strays(layout, scripts, named));
  }

  private MigrationSet set(Layout layout, List<NamedFile> files, List<Path> strays) {
    FileScripts scripts = new FileScripts(layout, texts, this.files);
    files.stream().sorted(Comparator.comparing(NamedFile::file)).forEach(scripts::add);
    Pairing pairing = new Pairing(scripts.ups(), scripts.downs(), layout == Layout.SEED);
    List<Migration> migrations = pairing.pairs();
    List<Script> strayDowns = pairing.strays();
    return new MigrationSet(folder, layout, migrations, strayDowns, scripts.repeatables(), strays);
  }

  private static boolean isSql(Path file) {
    return file.toString().endsWith(".sql");
  }

  /**
   * Flyway looks into folders within, diesel's migrations are such folders, others look at none.
   */
  private boolean isWithinReach(Layout layout, Path file) {
    int depth = folder.relativize(file).getNameCount();
    return layout == Layout.FLYWAY || depth == (layout == Layout.DIESEL ? 2 : 1);
  }

  /** What lies here as if it were a migration, but is none. */
  private List<Path> strays(Layout layout, List<Path> scripts, List<NamedFile> named) {
    Set<Path> known = named.stream().map(NamedFile::file).collect(Collectors.toSet());
    List<Path> strays = new ArrayList<>(scripts);
    strays.removeAll(known);
    strays.removeIf(file -> !isWithinReach(layout, file));
    files.stream().filter(this::isProgram).forEach(strays::add);
    return strays;
  }

  private boolean isProgram(Path file) {
    return folder.relativize(file).getNameCount() == 1
        && PROGRAM.matcher(String.valueOf(file.getFileName())).matches();
  }

  /** On a disk that ignores case, as those of macOS do, one would overwrite the other. */
  private static void requireDistinct(List<NamedFile> named) {
    Map<String, Path> seen = new HashMap<>();
    for (NamedFile file : named) {
      Path other = seen.put(file.file().toString().toLowerCase(Locale.ROOT), file.file());
      if (other != null) {
        throw MigrationProblem.ambiguous(
            file.file(),
            "Two names that differ in case only: " + other + " and " + file.file(),
            "Rename one");
      }
    }
  }

  private InputException empty() {
    return MigrationProblem.notFound(
        folder,
        files.isEmpty() ? "The folder is empty or not there" : "The folder holds no files of SQL",
        "Point `migrations` at the folder with the migrations");
  }
}
