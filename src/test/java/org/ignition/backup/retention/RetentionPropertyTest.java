package org.ignition.backup.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupLabel;
import org.ignition.backup.BackupName;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.retention.Verdict.Place;
import org.ignition.image.CommitSha;
import org.junit.jupiter.api.Test;

/** What holds whatever stores list. */
class RetentionPropertyTest {

  private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
  private static final int CASES = 600;
  private static final List<BackupKind> KINDS = List.of(BackupKind.values());

  /** One situation. */
  private record Case(RetentionFacts facts, RetentionRules rules) {

    List<Verdict> at(Instant now) {
      return Retention.decide(facts, rules, now);
    }
  }

  private static void forAll(Consumer<Case> property) {
    Random random = new Random(20260615);
    for (int i = 0; i < CASES; i++) {
      property.accept(random(random));
    }
  }

  private static Case random(Random random) {
    List<StoredBackup> all = backups(random);
    List<StoredBackup> local = some(all, random);
    List<StoredBackup> remote = some(all, random);
    Optional<RetentionFacts.Remote> bucket =
        random.nextInt(3) == 0
            ? Optional.empty()
            : Optional.of(new RetentionFacts.Remote(remote, names(some(remote, random))));
    Optional<List<Mention>> mentions =
        random.nextInt(4) == 0
            ? Optional.empty()
            : Optional.of(mentions(some(all, random), random));
    return new Case(
        new RetentionFacts(Stored.ENVIRONMENT, Stored.DATABASE, local, bucket, mentions),
        new RetentionRules(
            RetentionRules.DEFAULTS.limits(), 1 + random.nextInt(4), random.nextInt(4)));
  }

  /** Of four hundred days, some of the future, some of others; no two of one second. */
  private static List<StoredBackup> backups(Random random) {
    return random
        .ints(random.nextInt(60), -20 * 24, 400 * 24)
        .distinct()
        .mapToObj(hours -> backup(NOW.minus(Duration.ofHours(hours)), random))
        .toList();
  }

  private static StoredBackup backup(Instant time, Random random) {
    BackupKind kind = KINDS.get(random.nextInt(KINDS.size()));
    return switch (random.nextInt(12)) {
      case 0 -> Stored.withoutManifest(time);
      case 1 -> Stored.at(time, kind, "billing");
      default -> Stored.at(time, kind);
    };
  }

  private static List<Mention> mentions(List<StoredBackup> backups, Random random) {
    List<Mention> mentions = new ArrayList<>();
    for (StoredBackup backup : backups) {
      Optional<CommitSha> release =
          Optional.of(random.nextInt(6))
              .filter(number -> number > 0)
              .map(number -> new CommitSha("%040x".formatted(number)));
      mentions.add(new Mention(backup.name(), "0001", release, backup.name().second()));
    }
    return mentions;
  }

  private static <T> List<T> some(List<T> all, Random random) {
    int odds = 1 + random.nextInt(5);
    return all.stream().filter(_ -> random.nextInt(odds + 1) > 0).toList();
  }

  private static Set<BackupName> names(List<StoredBackup> backups) {
    return backups.stream().map(StoredBackup::name).collect(Collectors.toSet());
  }

  private static Set<String> deleted(List<Verdict> verdicts) {
    return verdicts.stream()
        .filter(Verdict.Deleted.class::isInstance)
        .map(RetentionPropertyTest::key)
        .collect(Collectors.toSet());
  }

  private static String key(Verdict verdict) {
    return verdict.place() + " " + verdict.backup().name();
  }

  private static Stream<Verdict> deletedIn(Place place, Case given) {
    return given.at(NOW).stream()
        .filter(verdict -> verdict instanceof Verdict.Deleted && verdict.place() == place);
  }

  private static List<StoredBackup> remote(RetentionFacts facts) {
    return facts.remote().map(RetentionFacts.Remote::listed).orElse(List.of());
  }

  @Test
  void judgesEachBackupOncePerPlaceAndSaysWhy() {
    forAll(given -> {
      List<Verdict> verdicts = given.at(NOW);
      assertEquals(given.facts().local().size() + remote(given.facts()).size(), verdicts.size());
      assertEquals(
          verdicts.size(), verdicts.stream().map(RetentionPropertyTest::key).distinct().count());
      assertTrue(verdicts.stream().noneMatch(verdict -> verdict.reason().isBlank()));
    });
  }

  @Test
  void neverDeletesTheNewestOfAKind() {
    forAll(given -> {
      Set<String> deleted = deleted(given.at(NOW));
      for (BackupKind kind : KINDS) {
        Map.of(Place.LOCAL, given.facts().local(), Place.REMOTE, remote(given.facts()))
            .forEach((place, backups) ->
                newest(backups, kind, given.rules().newest())
                    .forEach(name -> assertTrue(!deleted.contains(place + " " + name))));
      }
    });
  }

  private static List<BackupName> newest(List<StoredBackup> backups, BackupKind kind, int count) {
    return backups.stream()
        .filter(backup -> isOurs(backup) && isOf(backup, kind))
        .map(StoredBackup::name)
        .filter(name -> !name.second().isAfter(NOW))
        .sorted(Comparator.reverseOrder())
        .limit(count)
        .toList();
  }

  private static boolean isOurs(StoredBackup backup) {
    return backup.label().map(BackupLabel::database).equals(Optional.of(Stored.DATABASE));
  }

  private static boolean isOf(StoredBackup backup, BackupKind kind) {
    return backup.label().map(BackupLabel::kind).equals(Optional.of(kind));
  }

  @Test
  void deletesOnlyWhatIsOursAndOlderThanItsKindGets() {
    forAll(given ->
        given.at(NOW).stream()
            .filter(Verdict.Deleted.class::isInstance)
            .map(Verdict::backup)
            .forEach(backup -> {
              assertTrue(isOurs(backup));
              Duration age = Duration.between(backup.name().second(), NOW);
              Duration limit =
                  given.rules().limit(backup.label().map(BackupLabel::kind).orElseThrow());
              assertTrue(age.compareTo(limit) > 0, backup.toString());
            }));
  }

  @Test
  void neverDeletesALocalCopyThatIsNotConfirmedInTheBucket() {
    forAll(given ->
        given
            .facts()
            .remote()
            .ifPresent(bucket ->
                deletedIn(Place.LOCAL, given)
                    .forEach(verdict ->
                        assertTrue(bucket.confirmed().contains(verdict.backup().name())))));
  }

  @Test
  void neverDeletesTheRemoteCopyOfALocalOneThatStays() {
    forAll(given -> {
      Set<BackupName> local = names(given.facts().local());
      deletedIn(Place.LOCAL, given).forEach(verdict -> local.remove(verdict.backup().name()));
      assertTrue(
          deletedIn(Place.REMOTE, given)
              .noneMatch(verdict -> local.contains(verdict.backup().name())));
    });
  }

  @Test
  void neverDeletesWhatTheNewestReleaseNames() {
    forAll(given -> {
      Optional<Mention> newest =
          given.facts().mentions().orElse(List.of()).stream()
              .filter(_ -> given.rules().releases() > 0)
              .max(Comparator.comparing(Mention::at));
      newest.ifPresent(mention ->
          assertTrue(
              deleted(given.at(NOW)).stream()
                  .noneMatch(key -> key.endsWith(mention.backup().toString()))));
    });
  }

  @Test
  void deletesNoBackupOfAMigrationWhileTheRowsCantBeRead() {
    forAll(given -> {
      if (given.facts().mentions().isEmpty()) {
        assertTrue(
            given.at(NOW).stream()
                .filter(Verdict.Deleted.class::isInstance)
                .noneMatch(verdict -> isOf(verdict.backup(), BackupKind.PRE_MIGRATION)));
      }
    });
  }

  @Test
  void deletesLaterWhatItDeletesNow() {
    forAll(given -> {
      Set<String> before = deleted(given.at(NOW.minus(Duration.ofDays(40))));
      Set<String> now = deleted(given.at(NOW));
      Set<String> later = deleted(given.at(NOW.plus(Duration.ofDays(200))));
      assertTrue(now.containsAll(before) && later.containsAll(now));
    });
  }

  @Test
  void findsNothingMoreToDeleteOnceAllIsDeleted() {
    forAll(given -> {
      RetentionFacts facts = given.facts();
      List<Verdict> verdicts = given.at(NOW);
      RetentionFacts after =
          new RetentionFacts(
              facts.environment(),
              facts.database(),
              staying(verdicts, Place.LOCAL),
              facts.remote().map(bucket -> after(bucket, staying(verdicts, Place.REMOTE))),
              facts.mentions());
      assertEquals(Set.of(), deleted(Retention.decide(after, given.rules(), NOW)));
    });
  }

  private static RetentionFacts.Remote after(
      RetentionFacts.Remote bucket, List<StoredBackup> staying) {
    Set<BackupName> confirmed = new HashSet<>(bucket.confirmed());
    confirmed.retainAll(names(staying));
    return new RetentionFacts.Remote(staying, confirmed);
  }

  private static List<StoredBackup> staying(List<Verdict> verdicts, Place place) {
    return verdicts.stream()
        .filter(verdict -> verdict instanceof Verdict.Kept && verdict.place() == place)
        .map(Verdict::backup)
        .toList();
  }

  @Test
  void decidesTheSameInWhateverOrderStoresList() {
    Random random = new Random(7);
    forAll(given -> {
      RetentionFacts facts = given.facts();
      RetentionFacts shuffled =
          new RetentionFacts(
              facts.environment(),
              facts.database(),
              shuffled(facts.local(), random),
              facts
                  .remote()
                  .map(bucket ->
                      new RetentionFacts.Remote(
                          shuffled(bucket.listed(), random), bucket.confirmed())),
              facts.mentions().map(mentions -> shuffled(mentions, random)));
      assertEquals(given.at(NOW), Retention.decide(shuffled, given.rules(), NOW));
    });
  }

  private static <T> List<T> shuffled(List<T> list, Random random) {
    List<T> copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }

  @Test
  void deletesSomethingInManyCases() {
    int[] deletions = new int[2];
    forAll(given -> {
      deletions[0] += deletedIn(Place.LOCAL, given).findAny().isPresent() ? 1 : 0;
      deletions[1] += deletedIn(Place.REMOTE, given).findAny().isPresent() ? 1 : 0;
    });
    assertTrue(
        IntStream.of(deletions).allMatch(count -> count > CASES / 4),
        () -> deletions[0] + " " + deletions[1]);
  }
}
