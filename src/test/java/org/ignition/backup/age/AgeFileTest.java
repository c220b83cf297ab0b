package org.ignition.backup.age;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways, by our own hand. */
class AgeFileTest {

  private static final int PIECE = 64 * 1024;
  private static final int TAG = 16;

  @TempDir Path folder;
  private TestKeys mine;
  private TestKeys yours;
  private Path plain;
  private Path sealed;
  private Path opened;

  @BeforeEach
  void choose() throws Exception {
    mine = TestKeys.make();
    yours = TestKeys.make();
    plain = folder.resolve("pläin text");
    sealed = folder.resolve("séaled file.age");
    opened = folder.resolve("opened");
  }

  private byte[] seal(int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    Files.write(plain, content);
    AgeFile.encrypt(plain, sealed, mine.recipients());
    return content;
  }

  private ErrorCode refusal(TestKeys keys) {
    IgnitionException refused =
        assertThrows(
            IgnitionException.class, () -> AgeFile.decrypt(sealed, opened, keys.identities()));
    assertTrue(Files.notExists(opened));
    return refused.code();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 4 * PIECE, 3 * 1024 * 1024 + 7})
  void bringsBackWhatWasEncrypted(int size) throws IOException {
    byte[] content = seal(size);
    AgeFile.decrypt(sealed, opened, mine.identities());
    assertArrayEquals(content, Files.readAllBytes(opened));
    assertEquals(
        PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(opened));
    assertEquals(
        PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(sealed));
  }

  @Test
  void isOpenedByTheKeyOfEachRecipient() throws IOException {
    Files.writeString(plain, "rows");
    Recipients both = Recipients.parse(List.of(mine.recipient(), yours.recipient()));
    AgeFile.encrypt(plain, sealed, both);
    assertEquals(mine.recipient(), AgeFile.opener(sealed, mine.identities()));
    assertEquals(yours.recipient(), AgeFile.opener(sealed, yours.identities()));
    Identities all = Identities.parse(yours.secret() + "\n" + mine.secret());
    AgeFile.decrypt(sealed, opened, all);
    assertEquals("rows", Files.readString(opened));
  }

  @Test
  void staysClosedToOtherKeys() throws IOException {
    seal(PIECE);
    assertEquals(ErrorCode.BACKUP_LOCKED, refusal(yours));
    assertEquals(
        ErrorCode.BACKUP_LOCKED,
        assertThrows(IgnitionException.class, () -> AgeFile.opener(sealed, Identities.NONE))
            .code());
  }

  /** Wherever it is cut: in the header, in a piece, and right between two. */
  @Test
  void refusesAFileThatWasCut() throws IOException {
    seal(3 * PIECE);
    byte[] whole = Files.readAllBytes(sealed);
    int payload = whole.length - 3 * (PIECE + TAG);
    Stream.concat(
            Stream.iterate(0, length -> length < payload, length -> length + 1),
            Stream.of(
                payload,
                payload + 1,
                payload + TAG,
                payload + PIECE + TAG,
                payload + 2 * (PIECE + TAG),
                payload + 2 * (PIECE + TAG) + TAG,
                whole.length - 1))
        .forEach(length -> assertAltered(Arrays.copyOf(whole, length)));
  }

  private void assertAltered(byte[] bytes) {
    try {
      Files.write(sealed, bytes);
      assertEquals(ErrorCode.BACKUP_ALTERED, refusal(mine), () -> bytes.length + " bytes");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void refusesAFileThatGoesOnAfterItsEnd() throws IOException {
    seal(PIECE);
    byte[] whole = Files.readAllBytes(sealed);
    assertAltered(Arrays.copyOf(whole, whole.length + 1));
    assertAltered(Arrays.copyOf(whole, whole.length + PIECE + TAG));
  }

  /** In the header it may also read as one for others, or as one that lacks a part. */
  @Test
  void refusesAFileOfWhichABitWasTurned() throws IOException {
    seal(2 * PIECE);
    byte[] whole = Files.readAllBytes(sealed);
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      int at = i < 250 ? i : random.nextInt(whole.length);
      byte[] altered = whole.clone();
      altered[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(sealed, altered);
      ErrorCode code = refusal(mine);
      boolean isHeader = at < 200;
      assertTrue(
          code == ErrorCode.BACKUP_ALTERED || (isHeader && code == ErrorCode.BACKUP_LOCKED),
          code + " for byte " + at);
    }
  }

  @Test
  void refusesPiecesInAnotherOrder() throws IOException {
    seal(3 * PIECE);
    byte[] whole = Files.readAllBytes(sealed);
    int piece = PIECE + TAG;
    int payload = whole.length - 3 * piece;
    byte[] first = Arrays.copyOfRange(whole, payload, payload + piece);
    System.arraycopy(whole, payload + piece, whole, payload, piece);
    System.arraycopy(first, 0, whole, payload + piece, piece);
    assertAltered(whole);
  }

  @Test
  void refusesWhatIsNoFileOfAge() throws IOException {
    for (String text :
        List.of(
            "",
            "PGDMP",
            "age-encryption.org/v2\n-> X25519 a\n",
            "age-encryption.org/v1\n",
            "-----BEGIN AGE ENCRYPTED FILE-----\n")) {
      Files.writeString(sealed, text);
      ErrorCode code = refusal(mine);
      assertTrue(code == ErrorCode.BACKUP_ALTERED || code == ErrorCode.BACKUP_LOCKED, text);
    }
  }

  @Test
  void writesOverNothing() throws IOException {
    seal(1);
    Files.writeString(opened, "somebody's");
    IgnitionException refused =
        assertThrows(
            IgnitionException.class, () -> AgeFile.decrypt(sealed, opened, mine.identities()));
    assertEquals(ErrorCode.FILE_UNWRITABLE, refused.code());
    assertEquals("somebody's", Files.readString(opened));
  }

  @Test
  void writesToAFileThatWasReserved() throws IOException {
    byte[] content = seal(PIECE);
    Files.createFile(opened);
    AgeFile.decrypt(sealed, opened, mine.identities());
    assertArrayEquals(content, Files.readAllBytes(opened));
  }

  @Test
  void leavesNothingWhenCancelled() throws IOException {
    seal(PIECE);
    Thread.currentThread().interrupt();
    try {
      assertThrows(
          CancelledException.class, () -> AgeFile.decrypt(sealed, opened, mine.identities()));
      assertTrue(Files.notExists(opened));
      Files.delete(sealed);
      assertThrows(
          CancelledException.class, () -> AgeFile.encrypt(plain, sealed, mine.recipients()));
      assertTrue(Files.notExists(sealed));
      assertTrue(Thread.currentThread().isInterrupted());
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void saysWhatIsNotThere() {
    IgnitionException refused =
        assertThrows(
            IgnitionException.class, () -> AgeFile.encrypt(plain, sealed, mine.recipients()));
    assertEquals(ErrorCode.FILE_UNWRITABLE, refused.code());
    assertTrue(Files.notExists(sealed));
  }

  @Test
  void encryptsForSomebodyOnly() throws IOException {
    Files.writeString(plain, "rows");
    assertThrows(
        IllegalArgumentException.class, () -> AgeFile.encrypt(plain, sealed, Recipients.NONE));
  }
}
