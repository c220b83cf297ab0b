package org.ignition.backup.age;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.exceptionfactory.jagged.bech32.Bech32;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys as people write them. */
class KeysTest {

  private TestKeys mine;
  private TestKeys yours;

  @BeforeEach
  void makeKeys() throws Exception {
    mine = TestKeys.make();
    yours = TestKeys.make();
  }

  private static String flaw(String text) {
    return Recipients.flaw(text).orElse("");
  }

  private static String refusal(String identities) {
    InputException refused = assertThrows(InputException.class, () -> Identities.parse(identities));
    assertEquals(ErrorCode.BACKUP_KEY_INVALID, refused.code());
    assertEquals(null, refused.getCause());
    return refused.problem().toString();
  }

  @Test
  void takesRecipientsOnceEach() {
    Recipients recipients =
        Recipients.parse(List.of(mine.recipient(), yours.recipient(), mine.recipient()));
    assertEquals(List.of(mine.recipient(), yours.recipient()), recipients.keys());
    assertEquals(Optional.empty(), Recipients.flaw(mine.recipient()));
  }

  @Test
  void saysWhatIsWrongWithARecipient() {
    String typo = mine.recipient().replaceFirst(".$", mine.recipient().endsWith("q") ? "p" : "q");
    assertTrue(flaw(typo).contains("checksum"), flaw(typo));
    assertTrue(flaw(mine.recipient().substring(0, 40)).contains("checksum"));
    assertTrue(flaw("age1").contains("checksum"));
    assertTrue(flaw(mine.recipient() + "qqqqqqqqqqqqqqqqqqqqq").contains("longer"));
    assertTrue(flaw(" " + mine.recipient()).contains("begins with age1"));
    assertTrue(flaw(mine.recipient().toUpperCase(Locale.ROOT)).contains("begins with age1"));
    assertTrue(flaw("ssh-ed25519 AAAAC3Nza").contains("SSH"));
    assertTrue(flaw("").contains("begins with age1"));
  }

  @Test
  void tellsTheRecipientByItsPosition() {
    InputException refused =
        assertThrows(
            InputException.class, () -> Recipients.parse(List.of(mine.recipient(), "age1x")));
    assertTrue(refused.problem().what().startsWith("Recipient 2 of `backup.recipients` is"));
  }

  /** The point zero has no order that keys could be agreed on. */
  @Test
  void refusesARecipientThatNoKeyCouldFit() {
    String zero = Bech32.getEncoder().encode("age", new byte[32]).toString();
    assertTrue(flaw(zero).contains("mistyped"), flaw(zero));
  }

  @Test
  void refusesMoreRecipientsThanAHeaderHolds() {
    assertThrows(
        InputException.class,
        () -> {
          String[] keys = new String[101];
          for (int i = 0; i < keys.length; i++) {
            keys[i] = TestKeys.make().recipient();
          }
          Recipients.parse(List.of(keys));
        });
    assertEquals(1, Recipients.parse(Collections.nCopies(101, mine.recipient())).keys().size());
  }

  @Test
  void neverRepeatsASecretThatWasGivenAsARecipient() {
    assertFalse(flaw(mine.secret()).contains(mine.secret().substring(20, 30)));
    assertTrue(flaw(mine.secret().toLowerCase(Locale.ROOT)).contains("is a secret key"));
    assertFalse(flaw("hunter2 hunter2").contains("hunter2"));
  }

  @Test
  void readsWhatAgeKeygenWrites() {
    String file =
        "# created: 2026-01-15T10:45:00Z\r\n# public key: %s\r\n%s\r\n\r\n  %s  \n"
            .formatted(mine.recipient(), mine.secret(), yours.secret());
    assertEquals(
        List.of(mine.recipient(), yours.recipient()), Identities.parse(file).recipients().keys());
    assertTrue(Identities.parse("\n# nothing\n").isEmpty());
  }

  @Test
  void saysWhichLineIsNoSecretKeyAndNotWhatItHolds() {
    String cut = mine.secret().substring(0, 60);
    String told = refusal("# mine\n" + cut);
    assertTrue(told.contains("Line 2") && told.contains("mistyped or cut"), told);
    assertFalse(told.contains(mine.secret().substring(17, 30)), told);
    assertTrue(refusal(mine.recipient()).contains("is a recipient"));
    assertTrue(refusal("AGE-PLUGIN-YUBIKEY-1QQQ").contains("is no secret key of age"));
    assertFalse(refusal("hunter2").contains("hunter2"));
    assertTrue(refusal("AGE-SECRET-KEY-1\u00e9").contains("mistyped"));
  }

  @Test
  void showsNoSecret() {
    Identities identities = mine.identities();
    assertEquals("[the key of " + mine.recipient() + "]", identities.toString());
    assertEquals("[]", Identities.NONE.toString());
  }

  @Test
  void tellsWhetherAKeyFits() {
    assertTrue(mine.identities().fit(mine.recipients()));
    assertFalse(mine.identities().fit(yours.recipients()));
    assertFalse(Identities.NONE.fit(mine.recipients()));
    assertFalse(mine.identities().fit(Recipients.NONE));
    assertTrue(Identities.parse(yours.secret() + "\n" + mine.secret()).fit(mine.recipients()));
  }
}
