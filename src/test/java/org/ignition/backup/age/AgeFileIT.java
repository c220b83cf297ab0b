package org.ignition.backup.age;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.testing.RealProgram;
import org.ignition.testing.RealTool;
import org.ignition.testing.Tmpfs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against age itself. */
class AgeFileIT {

  private static final int PIECE = 64 * 1024;

  @TempDir Path folder;
  private Path age;
  private Path plain;
  private Path sealed;
  private Path opened;
  private Path keyFile;
  private Identities identities;

  @BeforeEach
  void makeKey() throws Exception {
    age = RealTool.require("age");
    plain = folder.resolve("plain");
    sealed = folder.resolve("sealed.age");
    opened = folder.resolve("opened");
    keyFile = folder.resolve("backup.key");
    RealProgram.output(RealTool.require("age-keygen"), "-o", keyFile.toString());
    identities = Identities.parse(Files.readString(keyFile));
  }

  private void fill(int size) throws IOException {
    byte[] block = new byte[PIECE];
    Random random = new Random(size);
    try (OutputStream stream = Files.newOutputStream(plain)) {
      for (int left = size; left > 0; left -= block.length) {
        random.nextBytes(block);
        stream.write(block, 0, Math.min(left, block.length));
      }
    }
  }

  private void assertOpened() throws IOException {
    assertEquals(-1, Files.mismatch(plain, opened));
  }

  @Test
  void knowsTheRecipientThatAgeKeygenNames() throws Exception {
    String named =
        RealProgram.output(RealTool.require("age-keygen"), "-y", keyFile.toString()).strip();
    assertEquals(List.of(named), identities.recipients().keys());
    assertEquals(identities.recipients(), Recipients.parse(List.of(named)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 5 * 1024 * 1024 + 3})
  void writesWhatAgeReads(int size) throws Exception {
    fill(size);
    TestKeys other = TestKeys.make();
    AgeFile.encrypt(
        plain,
        sealed,
        Recipients.parse(List.of(other.recipient(), identities.recipients().keys().getFirst())));
    RealProgram.output(
        age, "-d", "-i", keyFile.toString(), "-o", opened.toString(), sealed.toString());
    if (size == 0 && Files.notExists(opened)) {
      Files.createFile(opened); // It makes its file with the first byte.
    }
    assertOpened();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 5 * 1024 * 1024 + 3})
  void readsWhatAgeWrites(int size) throws Exception {
    fill(size);
    RealProgram.output(
        age,
        "-r",
        TestKeys.make().recipient(),
        "-r",
        identities.recipients().keys().getFirst(),
        "-o",
        sealed.toString(),
        plain.toString());
    AgeFile.decrypt(sealed, opened, identities);
    assertOpened();
  }

  @Test
  void leavesNothingWhenTheDiskIsFull() throws Exception {
    fill(3 * 1024 * 1024);
    Path small = Files.createDirectory(folder.resolve("small"));
    try (Tmpfs _ = Tmpfs.mount(small, "1m")) {
      IgnitionException failed =
          assertThrows(
              IgnitionException.class,
              () -> AgeFile.encrypt(plain, small.resolve("x.age"), identities.recipients()));
      assertEquals(ErrorCode.DISK_FULL, failed.code());
      try (Stream<Path> left = Files.list(small)) {
        assertEquals(0, left.count());
      }
    }
  }
}
