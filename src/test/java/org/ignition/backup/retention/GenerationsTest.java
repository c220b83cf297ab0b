package org.ignition.backup.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.backup.BackupKind;
import org.ignition.backup.StoredBackup;
import org.junit.jupiter.api.Test;

/** More than two years of backups, one a night, pruned every night. */
class GenerationsTest {

  private static final Instant FIRST = Instant.parse("2024-01-17T03:15:00Z");
  private static final int NIGHTS = 800;

  private final List<StoredBackup> kept = new ArrayList<>();
  private Instant now = FIRST;

  private void night() {
    kept.add(Stored.at(now, DueKind.at(now, kept)));
    prune();
  }

  private void prune() {
    RetentionFacts facts =
        new RetentionFacts(
            Stored.ENVIRONMENT, Stored.DATABASE, kept, Optional.empty(), Optional.of(List.of()));
    Retention.decide(facts, RetentionRules.DEFAULTS, now).stream()
        .filter(Verdict.Deleted.class::isInstance)
        .forEach(verdict -> kept.remove(verdict.backup()));
  }

  private <T> Set<T> held(Function<LocalDate, T> span) {
    return kept.stream().map(backup -> span.apply(date(backup))).collect(Collectors.toSet());
  }

  private static LocalDate date(StoredBackup backup) {
    return LocalDate.ofInstant(backup.name().second(), ZoneOffset.UTC);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  private static LocalDate monday(LocalDate date) {
    return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /** The days of the last {@code count} days on which there was a schedule. */
  private Stream<LocalDate> last(int count) {
    LocalDate begin = LocalDate.ofInstant(FIRST, ZoneOffset.UTC);
    return Stream.iterate(today(), day -> day.minusDays(1))
        .limit(count)
        .filter(day -> !day.isBefore(begin));
  }

  @Test
  void holdsEveryDayOfAMonthEveryWeekOfAQuarterAndEveryMonthOfAYear() {
    for (int night = 0; night < NIGHTS; night++, now = now.plus(Duration.ofDays(1))) {
      night();
      assertHeld();
    }
  }

  /**
   * A month's backup is made in its first days and kept for a year: eleven whole months at least.
   */
  private void assertHeld() {
    Set<LocalDate> days = held(Function.identity());
    assertTrue(last(31).allMatch(days::contains), () -> "a day is missing on " + now);
    Set<LocalDate> weeks = held(GenerationsTest::monday);
    assertTrue(
        last(84).map(GenerationsTest::monday).allMatch(weeks::contains),
        () -> "a week is missing on " + now);
    Set<YearMonth> months = held(YearMonth::from);
    assertTrue(
        last(335).map(YearMonth::from).allMatch(months::contains),
        () -> "a month is missing on " + now);
  }

  @Test
  void holdsNoMoreThanThat() {
    for (int night = 0; night < NIGHTS; night++, now = now.plus(Duration.ofDays(1))) {
      night();
    }
    now = now.minus(Duration.ofDays(1));
    assertTrue(ChronoUnit.DAYS.between(FIRST, now) > 2 * 365);
    assertEquals(0, count(BackupKind.PRE_MIGRATION));
    assertBetween(24, 31, count(BackupKind.DAILY));
    assertBetween(12, 13, count(BackupKind.WEEKLY));
    assertBetween(12, 13, count(BackupKind.MONTHLY));
  }

  private static void assertBetween(long least, long most, long count) {
    assertTrue(count >= least && count <= most, () -> "there are " + count);
  }

  private long count(BackupKind kind) {
    return kept.stream()
        .filter(backup -> backup.label().filter(label -> label.kind() == kind).isPresent())
        .count();
  }

  @Test
  void holdsEveryWeekAndMonthThoughNightsAreMissed() {
    Random random = new Random(5);
    for (int night = 0; night < NIGHTS; night++, now = now.plus(Duration.ofDays(1))) {
      boolean missed = random.nextInt(3) == 0 && today().getDayOfWeek() != DayOfWeek.SUNDAY;
      if (!missed) {
        night();
      }
    }
    now = now.minus(Duration.ofDays(1));
    Set<LocalDate> weeks = held(GenerationsTest::monday);
    Set<YearMonth> months = held(YearMonth::from);
    assertTrue(last(84).map(GenerationsTest::monday).skip(7).allMatch(weeks::contains));
    assertTrue(last(335).map(YearMonth::from).allMatch(months::contains));
  }

  @Test
  void holdsTheNewestOfEachKindHoweverLongNothingIsBackedUp() {
    for (int night = 0; night < NIGHTS; night++, now = now.plus(Duration.ofDays(1))) {
      night();
    }
    now = now.plus(Duration.ofDays(3_000));
    prune();
    assertEquals(3, count(BackupKind.DAILY));
    assertEquals(3, count(BackupKind.WEEKLY));
    assertEquals(3, count(BackupKind.MONTHLY));
  }
}
