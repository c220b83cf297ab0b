package org.ignition.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.backup.BackupLabel;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.catalogue.CataloguedBackup;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;

/** Whether a backup belongs into a database. */
final class RestoreConsent {

  private static final int LONGEST = 100;

  private RestoreConsent() {}

  /**
   * What does not fit, a sentence each, where that was allowed.
   *
   * @throws PolicyException when something does not fit and was not allowed, or never can
   */
  static List<String> require(
      BackupFacts.Chosen chosen, BackupFacts.Target target, boolean allowMismatch) {
    requireFormat(chosen.backup(), target);
    List<String> mismatches = mismatches(chosen, target);
    if (!mismatches.isEmpty() && !allowMismatch) {
      throw new PolicyException(
          Problem.of(
              ErrorCode.BACKUP_MISMATCH,
              chosen.backup().name() + " is not a backup of " + Quoted.line(target.name(), LONGEST),
              String.join("; ", mismatches) + ". Nothing was changed",
              "Choose another one (`backup list`), or give `allow-mismatch: true` if it is meant"));
    }
    return mismatches;
  }

  private static void requireFormat(CataloguedBackup backup, BackupFacts.Target target) {
    if (backup.name().format() != target.format()) {
      throw new PolicyException(
          Problem.of(
              ErrorCode.BACKUP_MISMATCH,
              backup.name() + " can't be restored into " + Quoted.line(target.name(), LONGEST),
              "It is a backup of another kind of database",
              "Choose one whose name ends with ." + target.format().ending()));
    }
  }

  private static List<String> mismatches(BackupFacts.Chosen chosen, BackupFacts.Target target) {
    List<String> mismatches = new ArrayList<>();
    if (chosen.manifest().isEmpty()) {
      mismatches.add("it has no manifest, so nothing says what it is of or which bytes it had");
    }
    chosen
        .manifest()
        .map(BackupManifest::label)
        .or(() -> chosen.backup().label())
        .ifPresent(label -> compare(label, target, mismatches));
    Optional<String> application =
        chosen.manifest().map(BackupManifest::application).filter(name -> !name.isEmpty());
    if (!target.application().isEmpty()) {
      application.ifPresent(
          name -> differ("application", name, target.application()).ifPresent(mismatches::add));
    }
    return mismatches;
  }

  private static void compare(
      BackupLabel label, BackupFacts.Target target, List<String> mismatches) {
    differ("environment", label.environment(), target.environment()).ifPresent(mismatches::add);
    differ("database", label.database(), target.database()).ifPresent(mismatches::add);
  }

  private static Optional<String> differ(String what, String backup, String target) {
    return backup.equals(target)
        ? Optional.empty()
        : Optional.of("it is of the " + what + " " + name(backup) + ", not of " + name(target));
  }

  private static String name(String text) {
    return text.isEmpty() ? "without a name" : Quoted.line(text, LONGEST);
  }

  /** Nothing says what it must be. */
  static PolicyException withoutManifest(CataloguedBackup backup) {
    return new PolicyException(
        Problem.of(
            ErrorCode.BACKUP_MANIFEST_INVALID,
            backup.name() + " has no manifest",
            "Nothing says which bytes it must have, nor what it must hold",
            "Look whether another place has it; to restore it all the same, give `allow-mismatch`"));
  }
}
