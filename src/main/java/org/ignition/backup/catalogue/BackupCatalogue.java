package org.ignition.backup.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ignition.backup.BackupName;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.StoredBackups;

/**
 * All backups of several stores.
 *
 * @param backups newest first, each once
 * @param places the names of the stores that were read
 * @param unread those that were not
 */
public record BackupCatalogue(
    List<CataloguedBackup> backups, List<String> places, List<Unread> unread) {

  /** Copies the lists. */
  public BackupCatalogue {
    backups = List.copyOf(backups);
    places = List.copyOf(places);
    unread = List.copyOf(unread);
  }

  /**
   * What a store holds.
   *
   * @param store which one
   * @param backups its list
   */
  public record Holdings(StoredBackups store, List<StoredBackup> backups) {

    /** Copies the list. */
    public Holdings {
      backups = List.copyOf(backups);
    }
  }

  /** Merges lists: backups of the same name are copies of one. */
  public static BackupCatalogue of(List<Holdings> all, List<Unread> unread) {
    Map<BackupName, List<CataloguedBackup.Copy>> copies = new TreeMap<>(Collections.reverseOrder());
    for (Holdings holdings : all) {
      for (StoredBackup backup : holdings.backups()) {
        copies
            .computeIfAbsent(backup.name(), _ -> new ArrayList<>())
            .add(new CataloguedBackup.Copy(holdings.store(), backup));
      }
    }
    return new BackupCatalogue(
        copies.entrySet().stream()
            .map(entry -> new CataloguedBackup(entry.getKey(), entry.getValue()))
            .toList(),
        all.stream().map(holdings -> holdings.store().name()).toList(),
        unread);
  }

  /** Those of {@code scope}, newest first. */
  public List<CataloguedBackup> of(Scope scope) {
    return backups.stream().filter(scope::holds).toList();
  }

  /**
   * The backup that is meant.
   *
   * @param scope whose it must be, unless it is named
   * @throws org.ignition.failure.InputException when there is none; it says where was looked and
   *     what is near
   */
  public CataloguedBackup find(BackupChoice choice, Scope scope) {
    return meant(choice, scope)
        .findFirst()
        .orElseThrow(() -> new NotFound(this, scope).problem(choice));
  }

  /** Those that {@code choice} fits, newest first. */
  public Stream<CataloguedBackup> meant(BackupChoice choice, Scope scope) {
    Stream<CataloguedBackup> candidates =
        choice instanceof BackupChoice.Named ? backups.stream() : of(scope).stream();
    return candidates.filter(meant(choice));
  }

  private static Predicate<CataloguedBackup> meant(BackupChoice choice) {
    return switch (choice) {
      case BackupChoice.Named(var name) -> backup -> backup.name().equals(name);
      case BackupChoice.Latest() -> _ -> true;
      case BackupChoice.Before(var time) -> backup -> backup.name().second().isBefore(time);
      case BackupChoice.OfRelease(var sha) ->
          backup ->
              backup
                  .label()
                  .flatMap(label -> label.release())
                  .filter(release -> release.hex().startsWith(sha))
                  .isPresent();
    };
  }
}
