package org.ignition.backup.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupLabel;
import org.ignition.backup.BackupName;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.retention.Verdict.Place;
import org.ignition.image.Quoted;

/**
 * Decides which backups go. One goes when it is older than its kind gets, unless there is a reason
 * to keep it: each such reason is a method here.
 *
 * <p>Copies of one backup go together or in order, the local one first: whoever deletes keeps to
 * the order of the verdicts, and leaves the copy in the bucket where the local one could not be
 * deleted, which could never be confirmed again.
 */
public final class Retention {

  private static final String NO_MANIFEST = "no manifest: not ours to judge";

  private final RetentionFacts facts;
  private final RetentionRules rules;
  private final Optional<Mentions> mentions;
  private final Instant now;

  private Retention(RetentionFacts facts, RetentionRules rules, Instant now) {
    this.facts = facts;
    this.rules = rules;
    this.mentions = facts.mentions().map(rows -> Mentions.ofLast(rules.releases(), rows));
    this.now = now;
  }

  /** A verdict for each backup in each place: the local ones, then the remote, newest first. */
  public static List<Verdict> decide(RetentionFacts facts, RetentionRules rules, Instant now) {
    return new Retention(facts, rules, now).verdicts();
  }

  private List<Verdict> verdicts() {
    List<Verdict> local = verdicts(Place.LOCAL, facts.local(), Set.of());
    Set<BackupName> staying =
        local.stream()
            .filter(verdict -> verdict instanceof Verdict.Kept)
            .map(verdict -> verdict.backup().name())
            .collect(Collectors.toSet());
    List<StoredBackup> listed = facts.remote().map(RetentionFacts.Remote::listed).orElse(List.of());
    return Stream.concat(local.stream(), verdicts(Place.REMOTE, listed, staying).stream()).toList();
  }

  private List<Verdict> verdicts(Place place, List<StoredBackup> all, Set<BackupName> staying) {
    Shelf shelf =
        new Shelf(place, new Ranks(all.stream().filter(this::isRanked).toList()), staying);
    return all.stream()
        .sorted(Comparator.comparing(StoredBackup::name).reversed())
        .map(backup -> verdict(shelf, backup))
        .toList();
  }

  /**
   * What is to be known of the backups of one place.
   *
   * @param staying the backups whose local copy stays, when the place is the bucket
   */
  private record Shelf(Place place, Ranks ranks, Set<BackupName> staying) {}

  /** One that is dated in the future stays anyway, and takes no place of one that is real. */
  private boolean isRanked(StoredBackup backup) {
    return backup.label().filter(this::isOurs).isPresent() && !isFuture(backup);
  }

  private Verdict verdict(Shelf shelf, StoredBackup backup) {
    return backup
        .label()
        .map(label -> verdict(shelf, backup, label))
        .orElseGet(() -> new Verdict.Kept(shelf.place(), backup, NO_MANIFEST));
  }

  private Verdict verdict(Shelf shelf, StoredBackup backup, BackupLabel label) {
    Stream<Supplier<Optional<String>>> reasons =
        Stream.of(
            () -> isOfAnother(label),
            () -> isOfTheFuture(backup),
            () -> isYoung(backup, label.kind()),
            () -> isNewest(shelf.ranks().of(backup.name())),
            () -> isNamed(backup),
            () -> mayBeNamed(label.kind()),
            () -> waitsForItsCopy(shelf, backup));
    return reasons
        .flatMap(reason -> reason.get().stream())
        .findFirst()
        .<Verdict>map(reason -> new Verdict.Kept(shelf.place(), backup, reason))
        .orElseGet(() -> new Verdict.Deleted(shelf.place(), backup, age(backup, label.kind())));
  }

  // --- reasons to keep one

  private Optional<String> isOfAnother(BackupLabel label) {
    return isOurs(label)
        ? Optional.empty()
        : Optional.of(
            "of another database, " + Quoted.of(label.database()) + ": not ours to judge");
  }

  private boolean isOurs(BackupLabel label) {
    return label.environment().equals(facts.environment())
        && label.database().equals(facts.database());
  }

  private Optional<String> isOfTheFuture(StoredBackup backup) {
    return isFuture(backup)
        ? Optional.of("dated in the future: a clock is off, here or where it was taken")
        : Optional.empty();
  }

  private boolean isFuture(StoredBackup backup) {
    return backup.name().second().isAfter(now);
  }

  private Optional<String> isYoung(StoredBackup backup, BackupKind kind) {
    return age(backup).compareTo(rules.limit(kind)) <= 0
        ? Optional.of(age(backup, kind))
        : Optional.empty();
  }

  private Optional<String> isNewest(int rank) {
    if (rank >= rules.newest()) {
      return Optional.empty();
    }
    return Optional.of(
        rank == 0
            ? "the newest of its kind"
            : "one of the " + rules.newest() + " newest of its kind");
  }

  private Optional<String> isNamed(StoredBackup backup) {
    return mentions.flatMap(rows -> rows.of(backup.name())).map(Mention::sentence);
  }

  private Optional<String> mayBeNamed(BackupKind kind) {
    return mentions.isEmpty() && kind == BackupKind.PRE_MIGRATION
        ? Optional.of("the database can't be asked whether a release names it")
        : Optional.empty();
  }

  private Optional<String> waitsForItsCopy(Shelf shelf, StoredBackup backup) {
    return switch (shelf.place()) {
      case LOCAL ->
          facts
              .remote()
              .filter(remote -> !remote.confirmed().contains(backup.name()))
              .map(_ -> "its copy in the bucket is not confirmed");
      case REMOTE ->
          shelf.staying().contains(backup.name())
              ? Optional.of("its copy in the folder stays")
              : Optional.empty();
    };
  }

  private String age(StoredBackup backup, BackupKind kind) {
    return "%s, %s old, kept %s"
        .formatted(kind, Ages.words(age(backup)), Ages.words(rules.limit(kind)));
  }

  private Duration age(StoredBackup backup) {
    return Duration.between(backup.name().second(), now);
  }
}
