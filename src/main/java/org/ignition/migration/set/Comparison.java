package org.ignition.migration.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ignition.image.Digest;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.Script;

/**
 * What a change makes of the migrations that are merged. Contents are compared by checksum, so line
 * ends that git converts change nothing.
 *
 * @param added migrations whose version is not merged, in order
 * @param edited merged ones that differ now
 * @param deleted merged ones that are gone
 * @param head the highest merged version; empty when nothing is merged
 * @param unchanged files that are as they were
 */
public record Comparison(
    List<Migration> added,
    List<Edit> edited,
    List<Migration> deleted,
    Optional<MigrationVersion> head,
    Set<Path> unchanged) {

  /** Copies the lists. */
  public Comparison {
    added = List.copyOf(added);
    edited = List.copyOf(edited);
    deleted = List.copyOf(deleted);
    unchanged = Set.copyOf(unchanged);
  }

  /**
   * A merged migration that differs now.
   *
   * @param before as it is merged
   * @param after as it is now
   */
  public record Edit(Migration before, Migration after) {

    /** Whether what is run forwards is another. */
    public boolean up() {
      return !before.up().checksum().equals(after.up().checksum());
    }

    /** Whether a down that was there is another now, or gone. */
    public boolean down() {
      return before.down().isPresent()
          && !before.down().map(Script::checksum).equals(after.down().map(Script::checksum));
    }

    /** Whether it is another file. */
    public boolean renamed() {
      return !before.up().file().equals(after.up().file());
    }

    private boolean differs() {
      return renamed()
          || !before.up().checksum().equals(after.up().checksum())
          || !before.down().map(Script::checksum).equals(after.down().map(Script::checksum));
    }
  }

  /** Where nothing is merged yet: everything is new. */
  public static Comparison toNothing(MigrationSet now) {
    return new Comparison(now.migrations(), List.of(), List.of(), Optional.empty(), Set.of());
  }

  /** How {@code now} differs from what is {@code merged}. */
  public static Comparison of(MigrationSet now, MigrationSet merged) {
    Map<MigrationVersion, List<Migration>> left = byVersion(merged);
    List<Migration> unpaired = new ArrayList<>();
    List<Edit> edited = new ArrayList<>();
    for (Migration migration : now.migrations()) {
      take(left, migration, true)
          .map(before -> new Edit(before, migration))
          .ifPresentOrElse(edited::add, () -> unpaired.add(migration));
    }
    List<Migration> added = new ArrayList<>();
    for (Migration migration : unpaired) {
      take(left, migration, false)
          .map(before -> new Edit(before, migration))
          .ifPresentOrElse(edited::add, () -> added.add(migration));
    }
    return new Comparison(
        added,
        edited.stream().filter(Edit::differs).toList(),
        left.values().stream().flatMap(List::stream).toList(),
        merged.migrations().stream().map(Migration::version).max(MigrationVersion::compareTo),
        unchanged(now, merged));
  }

  /** Whether {@code file} is new or differs. */
  public boolean touches(Path file) {
    return !unchanged.contains(file);
  }

  private static Map<MigrationVersion, List<Migration>> byVersion(MigrationSet merged) {
    Map<MigrationVersion, List<Migration>> versions = new TreeMap<>();
    merged
        .migrations()
        .forEach(m -> versions.computeIfAbsent(m.version(), _ -> new ArrayList<>()).add(m));
    return versions;
  }

  private static Optional<Migration> take(
      Map<MigrationVersion, List<Migration>> left, Migration migration, boolean sameFile) {
    List<Migration> candidates = left.getOrDefault(migration.version(), List.of());
    Optional<Migration> found =
        candidates.stream()
            .filter(m -> !sameFile || m.up().file().equals(migration.up().file()))
            .findFirst();
    found.ifPresent(candidates::remove);
    return found;
  }

  private static Set<Path> unchanged(MigrationSet now, MigrationSet merged) {
    Map<Path, List<Digest>> before = checksums(merged);
    Set<Path> files = new HashSet<>(merged.strays());
    checksums(now)
        .forEach((file, checksum) -> {
          if (checksum.equals(before.get(file))) {
            files.add(file);
          }
        });
    return files;
  }

  private static Map<Path, List<Digest>> checksums(MigrationSet set) {
    Map<Path, List<Digest>> checksums = new HashMap<>();
    scripts(set)
        .forEach(script ->
            checksums
                .computeIfAbsent(script.file(), _ -> new ArrayList<>())
                .add(script.checksum()));
    return checksums;
  }

  private static Stream<Script> scripts(MigrationSet set) {
    Stream<Script> pairs =
        set.migrations().stream().flatMap(m -> Stream.concat(Stream.of(m.up()), m.down().stream()));
    return Stream.concat(
        pairs, Stream.concat(set.strayDowns().stream(), set.repeatables().stream()));
  }
}
