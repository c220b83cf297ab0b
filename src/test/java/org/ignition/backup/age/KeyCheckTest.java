package org.ignition.backup.age;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ignition.backup.BackupFormat;
import org.ignition.backup.BackupName;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyCheckTest {

  private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
  private static final BackupName PLAIN = new BackupName(NOW, BackupFormat.DUMP, false);
  private static final BackupName LOCKED = PLAIN.withEncryption(true);

  private TestKeys mine;
  private TestKeys yours;

  @BeforeEach
  void makeKeys() throws Exception {
    mine = TestKeys.make();
    yours = TestKeys.make();
  }

  private List<String> told(Identities identities, Optional<Instant> proved) {
    return KeyCheck.beforeBackup(mine.recipients(), identities, proved, NOW);
  }

  private static Optional<Instant> daysAgo(int days) {
    return Optional.of(NOW.minus(Duration.ofDays(days)));
  }

  @Test
  void saysThatNobodyHereCouldOpenItAndNobodyShowedThatSomebodyCan() {
    String told = told(Identities.NONE, Optional.empty()).getFirst();
    assertTrue(told.contains(mine.recipient()), told);
    assertTrue(told.contains("No restore has shown yet"), told);
  }

  @Test
  void saysThatTheLastProofIsOld() {
    assertEquals(List.of(), told(Identities.NONE, daysAgo(90)));
    String told = told(Identities.NONE, daysAgo(91)).getFirst();
    assertTrue(told.contains("91 days ago"), told);
    assertEquals(List.of(), told(Identities.NONE, daysAgo(-1)));
  }

  @Test
  void hasNothingToSayWhereAKeyIsAtHandOrNothingIsEncrypted() {
    assertEquals(List.of(), told(mine.identities(), Optional.empty()));
    Identities both = Identities.parse(yours.secret() + "\n" + mine.secret());
    assertEquals(List.of(), told(both, Optional.empty()));
    assertEquals(
        List.of(),
        KeyCheck.beforeBackup(Recipients.NONE, mine.identities(), Optional.empty(), NOW));
  }

  @Test
  void refusesWhenTheKeyAtHandIsAnothers() {
    InputException refused =
        assertThrows(InputException.class, () -> told(yours.identities(), daysAgo(1)));
    assertEquals(ErrorCode.BACKUP_KEY_INVALID, refused.code());
    assertTrue(refused.problem().why().contains(mine.recipient()));
    assertTrue(refused.problem().why().contains(yours.recipient()));
  }

  @Test
  void refusesWhatNoKeyAtHandOpensBeforeItIsFetched() {
    InputException refused =
        assertThrows(
            InputException.class,
            () -> KeyCheck.requireOpenable(LOCKED, mine.recipients(), yours.identities()));
    assertEquals(ErrorCode.BACKUP_LOCKED, refused.code());
    assertTrue(refused.problem().why().contains("encrypted for " + mine.recipient()));
    assertThrows(
        InputException.class,
        () -> KeyCheck.requireOpenable(LOCKED, mine.recipients(), Identities.NONE));
    assertThrows(
        InputException.class,
        () -> KeyCheck.requireOpenable(LOCKED, Recipients.NONE, Identities.NONE));
  }

  @Test
  void showsWhatAManifestSaysOnOneLine() {
    Recipients hostile = new Recipients(List.of("age1\n::error::owned"));
    String told =
        assertThrows(
                InputException.class,
                () -> KeyCheck.requireOpenable(LOCKED, hostile, Identities.NONE))
            .problem()
            .why();
    assertTrue(told.contains("age1\\u000a::error"), told);
  }

  @Test
  void letsThroughWhatMayBeOpened() {
    assertDoesNotThrow(() -> {
      KeyCheck.requireOpenable(LOCKED, mine.recipients(), mine.identities());
      KeyCheck.requireOpenable(LOCKED, Recipients.NONE, yours.identities());
      KeyCheck.requireOpenable(PLAIN, Recipients.NONE, Identities.NONE);
    });
  }
}
