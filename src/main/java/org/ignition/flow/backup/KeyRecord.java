package org.ignition.flow.backup;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ignition.backup.KeyNotes;
import org.ignition.backup.KeyProofs;
import org.ignition.backup.age.Identities;
import org.ignition.backup.age.KeyCheck;
import org.ignition.backup.age.Recipients;
import org.ignition.failure.CancelledException;
import org.ignition.failure.DefectException;
import org.ignition.failure.IgnitionException;
import org.ignition.log.Log;
import org.ignition.plan.BackupFacts;

/**
 * What the places of backups remember of their keys: when a backup was last opened.
 *
 * @param notes one a place
 * @param now the time of this run
 */
record KeyRecord(List<KeyNotes> notes, Instant now, Log log) {

  /**
   * What to tell before a backup is encrypted; places are asked only where there is a question.
   *
   * @throws org.ignition.failure.InputException see {@link KeyCheck#beforeBackup}
   */
  List<String> beforeBackup(Recipients recipients, Identities identities) {
    boolean asked = !recipients.isEmpty() && identities.isEmpty();
    return KeyCheck.beforeBackup(
        recipients, identities, asked ? lastOpened(recipients) : Optional.empty(), now);
  }

  private Optional<Instant> lastOpened(Recipients recipients) {
    return notes.stream()
        .flatMap(each -> tried(() -> each.read().last(recipients.keys(), now)).stream())
        .max(Comparator.naturalOrder());
  }

  /** A place that can't be asked says nothing; whatever needs it says why. */
  private static Optional<Instant> tried(Supplier<Optional<Instant>> question) {
    try {
      return question.get();
    } catch (CancelledException | DefectException e) {
      throw e;
    } catch (IgnitionException e) {
      return Optional.empty();
    }
  }

  /** Writes down that {@code identities} opened a backup, if it is encrypted. */
  void opened(BackupFacts.Chosen chosen, Identities identities) {
    chosen
        .manifest()
        .filter(_ -> chosen.backup().name().encrypted())
        .ifPresent(manifest -> opened(manifest.recipients(), identities));
  }

  private void opened(List<String> recipients, Identities identities) {
    List<String> used =
        identities.recipients().keys().stream().filter(recipients::contains).toList();
    if (!used.isEmpty()) {
      notes.forEach(each -> keep(each, used));
    }
  }

  private void keep(KeyNotes there, List<String> used) {
    try {
      KeyProofs before = there.read();
      there.keep(before.with(used, now));
    } catch (CancelledException | DefectException e) {
      throw e;
    } catch (IgnitionException e) {
      log.line(
          "That the key opens backups could not be noted in %s, so later runs ask again: %s"
              .formatted(there.name(), e.problem().what()));
    }
  }
}
