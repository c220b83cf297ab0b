package org.ignition.image.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ignition.image.BlobSource;
import org.ignition.testing.Packed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobContentTest {

  private static final byte[] CONTENT = content(300_000);
  private static final byte[] SKIPPABLE = {0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3};

  private static byte[] content(int length) {
    byte[] content = new byte[length];
    new Random(5).nextBytes(content);
    Arrays.fill(content, length / 2, length, (byte) 'x');
    return content;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    return unpacked(packed, UnpackLimit.GENEROUS);
  }

  private static byte[] unpacked(byte[] packed, UnpackLimit limit) throws IOException {
    try (InputStream in = BlobContent.unpack(new BlobSource.InMemory(packed), limit)) {
      return in.readAllBytes();
    }
  }

  @Test
  void unpacksGzipZstdAndNothing() throws IOException {
    for (byte[] packed : List.of(CONTENT, Packed.gzip(CONTENT), Packed.zstd(CONTENT))) {
      assertArrayEquals(CONTENT, unpacked(packed));
    }
  }

  @Test
  void unpacksSeveralMembersAndFrames() throws IOException {
    byte[] twice = joined(CONTENT, CONTENT);
    assertArrayEquals(twice, unpacked(joined(Packed.gzip(CONTENT), Packed.gzip(CONTENT))));
    assertArrayEquals(twice, unpacked(joined(Packed.zstd(CONTENT), Packed.zstd(CONTENT))));
  }

  @Test
  void passesOverSkippableZstdFramesAsInZstdChunkedLayers() throws IOException {
    byte[] frames =
        joined(SKIPPABLE, Packed.zstd(CONTENT), SKIPPABLE, Packed.zstd(CONTENT), SKIPPABLE);
    assertArrayEquals(joined(CONTENT, CONTENT), unpacked(frames));
  }

  @Test
  void findsEveryCutInZstd() {
    byte[] whole = Packed.zstd(CONTENT);
    for (int length = 5; length < whole.length; length += 1 + length / 50) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(IOException.class, () -> unpacked(cut), "cut at " + length);
    }
  }

  @Test
  void failsByIoExceptionsOnlyOnDamagedZstd() {
    byte[] whole = Packed.zstd(CONTENT);
    Random random = new Random(9);
    int refused = 0;
    for (int round = 0; round < 300; round++) {
      byte[] damaged = whole.clone();
      damaged[4 + random.nextInt(whole.length - 4)] = (byte) random.nextInt();
      try {
        unpacked(damaged);
      } catch (IOException e) {
        refused++;
      }
    }
    assertTrue(refused > 0);
  }

  @Test
  void refusesSomethingElseBehindZstd() {
    byte[] followed = joined(Packed.zstd(CONTENT), "something else".getBytes(UTF_8));
    assertThrows(MalformedContentException.class, () -> unpacked(followed));
  }

  @Test
  void refusesAZstdWindowThatWouldNotFitIntoMemory() {
    byte[] frame = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) 0xff, 1, 0, 0};
    assertThrows(ContentLimitException.class, () -> unpacked(frame));
  }

  @Test
  void stopsAtTheLimit() {
    UnpackLimit limit = new UnpackLimit(1000, 2, 1_000_000);
    byte[] zeros = new byte[100_000];
    assertThrows(ContentLimitException.class, () -> unpacked(Packed.gzip(zeros), limit));
    assertThrows(ContentLimitException.class, () -> unpacked(Packed.zstd(zeros), limit));
  }

  @Test
  void scalesTheLimitBetweenFloorAndCeiling() {
    UnpackLimit limit = new UnpackLimit(1000, 10, 5000);
    assertEquals(1000, limit.of(1));
    assertEquals(3000, limit.of(300));
    assertEquals(5000, limit.of(Long.MAX_VALUE));
  }

  @Test
  void noticesThatAFileBecameShorter(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("blob"), new byte[10]);
    try (InputStream in = BlobContent.open(new BlobSource.InFile(file, 0, 20))) {
      assertThrows(EOFException.class, in::readAllBytes);
    }
  }

  @Test
  void readsAndSkipsSlicesLikeAnyStream(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("blob"), CONTENT);
    Random random = new Random(2);
    for (int round = 0; round < 200; round++) {
      int offset = random.nextInt(CONTENT.length);
      int length = random.nextInt(CONTENT.length - offset);
      int skipped = random.nextInt(length + 1);
      try (InputStream in = BlobContent.open(new BlobSource.InFile(file, offset, length))) {
        byte[] head = in.readNBytes(Math.min(10, skipped));
        in.skipNBytes(skipped - head.length);
        assertEquals(length - skipped, in.available());
        assertArrayEquals(
            Arrays.copyOfRange(CONTENT, offset + skipped, offset + length), in.readAllBytes());
      }
    }
  }
}
