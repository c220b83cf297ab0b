package org.ignition.backup.retention;

import static org.ignition.backup.BackupKind.DAILY;
import static org.ignition.backup.BackupKind.MONTHLY;
import static org.ignition.backup.BackupKind.PRE_MIGRATION;
import static org.ignition.backup.BackupKind.WEEKLY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupName;
import org.ignition.backup.StoredBackup;
import org.ignition.image.CommitSha;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetentionTest {

  private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
  private static final RetentionRules ONE_NEWEST = rules(1, 3);

  private static RetentionRules rules(int newest, int releases) {
    return new RetentionRules(RetentionRules.DEFAULTS.limits(), newest, releases);
  }

  private static StoredBackup old(long days, BackupKind kind) {
    return Stored.at(NOW.minus(Duration.ofDays(days)), kind);
  }

  private static Mention mention(StoredBackup backup, String migration, int release) {
    return new Mention(
        backup.name(),
        migration,
        Optional.of(new CommitSha("%040x".formatted(release))),
        backup.name().second().plusSeconds(5));
  }

  private static RetentionFacts local(StoredBackup... backups) {
    return local(List.of(), backups);
  }

  private static RetentionFacts local(List<Mention> mentions, StoredBackup... backups) {
    return new RetentionFacts(
        Stored.ENVIRONMENT,
        Stored.DATABASE,
        List.of(backups),
        Optional.empty(),
        Optional.of(mentions));
  }

  private static RetentionFacts both(
      List<StoredBackup> local, List<StoredBackup> remote, StoredBackup... confirmed) {
    Set<BackupName> names =
        Set.copyOf(List.of(confirmed).stream().map(StoredBackup::name).toList());
    return new RetentionFacts(
        Stored.ENVIRONMENT,
        Stored.DATABASE,
        local,
        Optional.of(new RetentionFacts.Remote(remote, names)),
        Optional.of(List.of()));
  }

  /** Each verdict in short, such as {@code - local: daily, …}, where a minus is a deletion. */
  private static List<String> told(RetentionFacts facts, RetentionRules rules) {
    return Retention.decide(facts, rules, NOW).stream().map(RetentionTest::told).toList();
  }

  private static String told(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Kept kept -> "+ " + kept.reason();
      case Verdict.Deleted deleted -> "- " + deleted.reason();
    };
  }

  @Test
  void keepsWhatIsYoungAndDeletesWhatIsOld() {
    assertEquals(
        List.of(
            "+ daily, 29 days old, kept 30 days",
            "+ daily, 30 days old, kept 30 days",
            "- daily, 31 days old, kept 30 days"),
        told(local(old(31, DAILY), old(29, DAILY), old(30, DAILY)), ONE_NEWEST));
  }

  @Test
  void saysByHowLittleOneIsTooOld() {
    StoredBackup late = Stored.at(NOW.minus(Duration.ofDays(30)).minusSeconds(62), DAILY);
    assertEquals(
        List.of("+ daily, 1 day old, kept 30 days", "- daily, 30 days 1 minute old, kept 30 days"),
        told(local(old(1, DAILY), late), ONE_NEWEST));
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheNewestOfEachKind(BackupKind kind) {
    StoredBackup[] years =
        IntStream.rangeClosed(2, 5)
            .mapToObj(year -> old(365L * year, kind))
            .toArray(StoredBackup[]::new);
    assertEquals(
        List.of(
            "+ the newest of its kind",
            "+ one of the 3 newest of its kind",
            "+ one of the 3 newest of its kind",
            "-"),
        told(local(years), RetentionRules.DEFAULTS).stream()
            .map(line -> line.startsWith("-") ? "-" : line)
            .toList());
  }

  @Test
  void keepsEachKindForItsOwnTime() {
    RetentionFacts facts =
        local(
            old(1, PRE_MIGRATION),
            old(8, PRE_MIGRATION),
            old(2, WEEKLY),
            old(91, WEEKLY),
            old(3, MONTHLY),
            old(366, MONTHLY));
    assertEquals(
        List.of(
            "- pre-migration, 8 days old, kept 7 days",
            "- weekly, 91 days old, kept 90 days",
            "- monthly, 366 days old, kept 365 days"),
        told(facts, ONE_NEWEST).stream().filter(line -> line.startsWith("-")).toList());
  }

  @Test
  void keepsWhatTheRowsOfTheLastReleasesName() {
    StoredBackup[] backups = new StoredBackup[5];
    List<Mention> mentions = new ArrayList<>();
    for (int i = 0; i < backups.length; i++) {
      backups[i] = old(100 + i, PRE_MIGRATION);
      mentions.add(mention(backups[i], "000" + (9 - i), i));
    }
    assertEquals(
        List.of(
            "+ the newest of its kind",
            "+ migration 0008 of release 000000000000 names it",
            "- pre-migration, 102 days old, kept 7 days",
            "- pre-migration, 103 days old, kept 7 days",
            "- pre-migration, 104 days old, kept 7 days"),
        told(local(mentions, backups), rules(1, 2)));
  }

  @Test
  void countsRowsOfOneReleaseOnceAndThoseOfNobodyAsOneRelease() {
    StoredBackup first = old(100, PRE_MIGRATION);
    StoredBackup second = old(101, PRE_MIGRATION);
    StoredBackup third = old(102, PRE_MIGRATION);
    Mention nobodys = new Mention(third.name(), "7", Optional.empty(), third.name().second());
    List<Mention> mentions = List.of(nobodys, mention(second, "8", 1), mention(first, "9", 1));
    assertEquals(
        List.of(
            "+ the newest of its kind",
            "+ migration 8 of release 000000000000 names it",
            "+ migration 7 names it"),
        told(local(mentions, first, second, third), rules(1, 2)));
    assertTrue(told(local(mentions, first, second, third), rules(1, 1)).getLast().startsWith("-"));
  }

  @Test
  void knowsABackupAgainThatWasEncryptedSince() {
    StoredBackup plain = old(100, PRE_MIGRATION);
    StoredBackup encrypted =
        new StoredBackup(plain.name().withEncryption(true), 1, plain.label(), "");
    assertEquals(
        "+ migration 9 of release 000000000000 names it",
        told(local(List.of(mention(plain, "9", 1)), old(9, PRE_MIGRATION), encrypted), ONE_NEWEST)
            .getLast());
  }

  @Test
  void keepsAllThatAReleaseCouldNameWhenTheRowsCantBeRead() {
    RetentionFacts facts =
        new RetentionFacts(
            Stored.ENVIRONMENT,
            Stored.DATABASE,
            List.of(old(8, PRE_MIGRATION), old(500, PRE_MIGRATION), old(31, DAILY), old(32, DAILY)),
            Optional.empty(),
            Optional.empty());
    assertEquals(
        List.of(
            "+ the newest of its kind",
            "+ the newest of its kind",
            "- daily, 32 days old, kept 30 days",
            "+ the database can't be asked whether a release names it"),
        told(facts, ONE_NEWEST));
  }

  @Test
  void judgesNothingThatIsNotOurs() {
    StoredBackup other = Stored.at(NOW.minus(Duration.ofDays(900)), DAILY, "billing");
    StoredBackup nobodys = Stored.withoutManifest(NOW.minus(Duration.ofDays(901)));
    assertEquals(
        List.of(
            "+ the newest of its kind",
            "+ of another database, \"billing\": not ours to judge",
            "+ no manifest: not ours to judge"),
        told(local(old(800, DAILY), other, nobodys), ONE_NEWEST));
  }

  @Test
  void letsNoBackupOfAnotherDatabaseTakeTheNewestsPlace() {
    StoredBackup other = Stored.at(NOW.minus(Duration.ofDays(700)), DAILY, "billing");
    assertEquals(
        "+ the newest of its kind", told(local(other, old(800, DAILY)), ONE_NEWEST).getLast());
  }

  @Test
  void keepsWhatIsDatedInTheFutureAndTheNewestBesides() {
    assertEquals(
        List.of(
            "+ dated in the future: a clock is off, here or where it was taken",
            "+ the newest of its kind",
            "- daily, 50 days old, kept 30 days"),
        told(local(old(-1, DAILY), old(40, DAILY), old(50, DAILY)), ONE_NEWEST));
  }

  @Test
  void deletesNoLocalCopyWhoseRemoteOneIsNotConfirmed() {
    StoredBackup newest = old(1, DAILY);
    StoredBackup confirmed = old(40, DAILY);
    StoredBackup missing = old(50, DAILY);
    assertEquals(
        List.of(
            "+ daily, 1 day old, kept 30 days",
            "- daily, 40 days old, kept 30 days",
            "+ its copy in the bucket is not confirmed",
            "+ daily, 1 day old, kept 30 days",
            "- daily, 40 days old, kept 30 days"),
        told(
            both(
                List.of(newest, confirmed, missing), List.of(newest, confirmed), newest, confirmed),
            ONE_NEWEST));
  }

  @Test
  void keepsTheRemoteCopyOfALocalOneThatStays() {
    StoredBackup onlyLocal = old(40, DAILY);
    StoredBackup newest = old(1, DAILY);
    assertEquals(
        List.of(
            "+ the newest of its kind",
            "+ daily, 1 day old, kept 30 days",
            "+ its copy in the folder stays"),
        told(both(List.of(onlyLocal), List.of(newest, onlyLocal), onlyLocal, newest), ONE_NEWEST));
  }

  @Test
  void deletesNothingLocalWhileTheBucketCantBeReached() {
    assertEquals(
        List.of("+ the newest of its kind", "+ its copy in the bucket is not confirmed"),
        told(both(List.of(old(40, DAILY), old(50, DAILY)), List.of()), ONE_NEWEST));
  }

  @Test
  void readsTheNameInARow() {
    StoredBackup backup = old(1, DAILY);
    assertEquals(Optional.of(backup.name()), Mention.backup(backup.name() + " sha256:00ff"));
    assertEquals(Optional.of(backup.name()), Mention.backup(backup.name().toString()));
    assertEquals(Optional.empty(), Mention.backup(""));
    assertEquals(Optional.empty(), Mention.backup("shop.sql of last night"));
  }

  @Test
  void refusesRulesThatKeepNothing() {
    Map<BackupKind, Duration> limits = RetentionRules.DEFAULTS.limits();
    assertThrows(IllegalArgumentException.class, () -> new RetentionRules(limits, 0, 3));
    assertThrows(IllegalArgumentException.class, () -> new RetentionRules(limits, 1, -1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RetentionRules(Map.of(DAILY, Duration.ofDays(1)), 1, 1));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new RetentionRules(
                Map.of(
                    PRE_MIGRATION, Duration.ZERO,
                    DAILY, Duration.ofDays(1),
                    WEEKLY, Duration.ofDays(1),
                    MONTHLY, Duration.ofDays(1)),
                1,
                1));
  }
}
