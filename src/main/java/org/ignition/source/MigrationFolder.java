package org.ignition.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.migration.layout.LayoutNames;

/**
 * A folder of database migrations, told by its name and its files' names alone.
 *
 * @param folder relative to the repository's root
 * @param files how many files of SQL it holds
 * @param layout how they are named, in words
 */
public record MigrationFolder(Path folder, int files, String layout) {

  private static final Set<String> NAMES = Set.of("migrations", "migration", "migrate");

  /** The folders of migrations among {@code files}, in their order. */
  static List<MigrationFolder> among(List<Path> files) {
    Map<Path, List<Path>> contents = new LinkedHashMap<>();
    for (Path file : files) {
      if (file.toString().endsWith(".sql")) {
        add(file, contents);
      }
    }
    return contents.entrySet().stream().map(entry -> of(entry.getKey(), entry.getValue())).toList();
  }

  /**
   * The one folder of migrations in the checkout that {@code workspace} is in, relative to it.
   *
   * @throws InputException when there is none, or more than one
   */
  public static Path find(Path workspace) {
    try (Checkout checkout = Checkout.open(workspace).orElseThrow(() -> noRepository(workspace))) {
      Path below = checkout.root().relativize(Checkout.real(workspace));
      List<Path> folders =
          among(checkout.files()).stream()
              .map(MigrationFolder::folder)
              .filter(folder -> below.toString().isEmpty() || folder.startsWith(below))
              .map(below::relativize)
              .toList();
      return switch (folders.size()) {
        case 0 -> throw none(workspace);
        case 1 -> folders.getFirst();
        default -> throw several(folders);
      };
    }
  }

  /** The folder with a usual name that is nearest to the file: one may lie in another. */
  private static void add(Path file, Map<Path, List<Path>> contents) {
    for (int depth = file.getNameCount() - 1; depth > 0; depth--) {
      Path folder = file.subpath(0, depth);
      if (NAMES.contains(String.valueOf(folder.getFileName()))) {
        contents.computeIfAbsent(folder, _ -> new ArrayList<>()).add(folder.relativize(file));
        return;
      }
    }
  }

  private static MigrationFolder of(Path folder, List<Path> files) {
    return new MigrationFolder(folder, files.size(), LayoutNames.describe(files));
  }

  private static InputException none(Path workspace) {
    return new InputException(
        Problem.of(
                ErrorCode.MIGRATIONS_NOT_FOUND,
                "No folder with SQL in it is called migrations, migration or migrate",
                "Where nothing is found, nothing is done, and that would look as if all were well",
                "Name the folder with `migrations`, relative to the repository's root")
            .at(SourceLocation.of(workspace)));
  }

  private static InputException noRepository(Path workspace) {
    return new InputException(
        Problem.of(
                ErrorCode.MIGRATIONS_NOT_FOUND,
                "There is no git repository here",
                "The folder of migrations is looked for among the files of a repository",
                "Run it in a checkout, or name the folder with `migrations`")
            .at(SourceLocation.of(workspace)));
  }

  private static InputException several(List<Path> folders) {
    return new InputException(
        Problem.of(
            ErrorCode.MIGRATIONS_AMBIGUOUS,
            "Several folders hold migrations: "
                + folders.stream().limit(5).map(Path::toString).collect(Collectors.joining(", ")),
            "Each may be another database's",
            "Name one with `migrations`, and check each in a step of its own"));
  }
}
