package org.ignition.backup.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupName;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.testing.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupChoiceTest {

  @ParameterizedTest
  @ValueSource(strings = {"latest", " latest\n"})
  void readsTheNewest(String text) {
    assertEquals(new BackupChoice.Latest(), BackupChoice.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"backup_20260115_104500.dump", "backup_20260115_104500.sqlite.age"})
  void readsANameOfABackup(String text) {
    BackupName name = BackupName.parse(text).orElseThrow();
    assertEquals(new BackupChoice.Named(name), BackupChoice.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-15T10:45:00Z",
        "2026-01-15t10:45:00z",
        "2026-01-15 10:45:00Z",
        "2026-01-15T11:45:00+01:00",
        "2026-01-15T10:45Z",
        "2026-01-15T10:45:00.000-00:00"
      })
  void readsATime(String text) {
    assertEquals(new BackupChoice.Before(BackupFixture.BEGUN), BackupChoice.parse(text));
  }

  @Test
  void readsPartsOfSeconds() {
    assertEquals(
        new BackupChoice.Before(Instant.parse("2026-01-15T10:45:00.25Z")),
        BackupChoice.parse("2026-01-15T10:45:00.25Z"));
  }

  @ParameterizedTest
  @CsvSource({"0123456, 0123456", "ABCDEF0, abcdef0", "20260115, 20260115"})
  void readsARelease(String text, String sha) {
    assertEquals(new BackupChoice.OfRelease(sha), BackupChoice.parse(text));
  }

  @Test
  void readsAWholeShaOfARelease() {
    String sha = "0123456789abcdef0123456789abcdef01234567";
    assertEquals(new BackupChoice.OfRelease(sha), BackupChoice.parse(sha));
    assertThrows(InputException.class, () -> BackupChoice.parse(sha + "8"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "newest, ''",
    "Latest, ''",
    "012345, 7 to 40",
    "backup_20260115_104500.dump.json, manifest",
    "backup_20260115_104500.tar, ''",
    "backups/backup_20260115_104500.dump, without its folder",
    "2026-01-15, its zone",
    "2026-01-15T10:45:00, its zone",
    "2026-02-30T10:45:00Z, ''",
    "2026-01-15T25:00:00Z, ''"
  })
  void refusesWhatIsNoneOfThese(String text, String why) {
    InputException refused = assertThrows(InputException.class, () -> BackupChoice.parse(text));
    assertEquals(ErrorCode.INPUT_INVALID, refused.code());
    assertTrue(refused.problem().why().contains(why), refused.problem()::why);
    assertTrue(refused.problem().advice().contains("latest"));
  }

  static Optional<BackupChoice> parsed(String text) {
    try {
      return Optional.of(BackupChoice.parse(text));
    } catch (InputException e) {
      assertFalse(e.problem().what().contains("\n"), e.problem()::what);
      return Optional.empty();
    }
  }

  @Test
  void readsNothingOutOfHostileText() {
    assertEquals(0, HostileText.all().flatMap(text -> parsed(text).stream()).count());
  }

  @Test
  void readsWhatItWrites() {
    Stream.of("latest", "backup_20260115_104500.dump", "2026-01-15T10:45:00.250Z", "abcdef0")
        .forEach(text -> assertEquals(text, BackupChoice.parse(text).toString()));
  }
}
