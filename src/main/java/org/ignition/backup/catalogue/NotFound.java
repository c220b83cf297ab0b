package org.ignition.backup.catalogue;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.backup.BackupName;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;

/**
 * Says that there is no such backup, where was looked, and what is near.
 *
 * @param catalogue that does not hold it
 * @param scope whose it should have been
 */
record NotFound(BackupCatalogue catalogue, Scope scope) {

  private static final int LONGEST = 300;
  private static final int MOST = 3;

  InputException problem(BackupChoice choice) {
    return new InputException(
        Problem.of(ErrorCode.BACKUP_NOT_FOUND, what(choice), looked(), advice(choice)));
  }

  private String what(BackupChoice choice) {
    String whose = Quoted.line(scope.toString(), LONGEST);
    return switch (choice) {
      case BackupChoice.Named(var name) -> "There is no backup " + name;
      case BackupChoice.Latest() -> "There is no backup of " + whose;
      case BackupChoice.Before(var time) -> "There is no backup of " + whose + " before " + time;
      case BackupChoice.OfRelease(var sha) ->
          "There is no backup of " + whose + " with the schema of release " + sha;
    };
  }

  private String looked() {
    int all = catalogue.backups().size();
    String looked =
        "Looked at %d backup%s in %s, %d of them of %s"
            .formatted(
                all,
                all == 1 ? "" : "s",
                Quoted.line(String.join(", ", catalogue.places()), LONGEST),
                catalogue.of(scope).size(),
                Quoted.line(scope.toString(), LONGEST));
    return catalogue.unread().isEmpty() ? looked : looked + "; could not look in " + unread();
  }

  private String unread() {
    return catalogue.unread().stream()
        .map(store ->
            Quoted.line(store.store(), LONGEST) + " (" + store.failure().problem().what() + ")")
        .collect(Collectors.joining(", "));
  }

  private String advice(BackupChoice choice) {
    List<String> near = near(choice);
    return near.isEmpty()
        ? "Take a backup first: `backup create`"
        : "Take one of these, or look at `backup list`: " + String.join(", ", near);
  }

  private List<String> near(BackupChoice choice) {
    return switch (choice) {
      case BackupChoice.Named(var name) -> nearInTime(name);
      case BackupChoice.Latest() -> firstOf(names(catalogue.backups()));
      case BackupChoice.Before _ -> firstOf(names(catalogue.of(scope).reversed()));
      case BackupChoice.OfRelease _ -> releases();
    };
  }

  private List<String> nearInTime(BackupName name) {
    return firstOf(
        names(
            catalogue.backups().stream()
                .sorted(
                    Comparator.comparing(
                        backup -> Duration.between(backup.name().second(), name.second()).abs()))
                .toList()));
  }

  private List<String> releases() {
    return firstOf(
        catalogue.of(scope).stream()
            .flatMap(backup -> backup.label().stream())
            .flatMap(label -> label.release().stream())
            .map(release -> release.hex().substring(0, 12))
            .distinct());
  }

  private static Stream<String> names(List<CataloguedBackup> backups) {
    return backups.stream().map(backup -> backup.name().toString());
  }

  private static List<String> firstOf(Stream<String> texts) {
    return texts.limit(MOST).toList();
  }
}
