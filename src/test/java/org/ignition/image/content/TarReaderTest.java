package org.ignition.image.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;
import org.ignition.image.BlobSource;
import org.ignition.testing.TarFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {

  private static List<TarEntry> entries(byte[] tar) throws IOException {
    return entries(new ByteArrayInputStream(tar));
  }

  private static List<TarEntry> entries(InputStream in) throws IOException {
    List<TarEntry> entries = new ArrayList<>();
    TarReader reader = new TarReader(in);
    for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
      entries.add(entry.get());
    }
    return entries;
  }

  private static TarFixture mixed() {
    return new TarFixture()
        .folder("a")
        .file("a/short", "content")
        .file("ü/" + "n".repeat(150), "long")
        .symlink("a/link", "t".repeat(200))
        .hardLink("a/hard", "a/short")
        .device("dev/null")
        .gnu()
        .file("g".repeat(300), new byte[1000])
        .symlink("a/gnu", "t".repeat(200));
  }

  @Test
  void readsWhatCommonsCompressReads() throws IOException {
    byte[] tar = mixed().bytes();
    List<TarEntry> ours = entries(tar);
    try (var in = new TarArchiveInputStream(new ByteArrayInputStream(tar), "UTF-8")) {
      for (TarEntry entry : ours) {
        TarArchiveEntry theirs = in.getNextEntry();
        assertEquals(theirs.getName(), entry.name());
        assertEquals(theirs.getSize(), entry.size());
        assertEquals(theirs.getLinkName(), entry.target());
        assertArrayEquals(
            in.readAllBytes(),
            Arrays.copyOfRange(tar, (int) entry.offset(), (int) (entry.offset() + entry.size())));
      }
      assertEquals(null, in.getNextEntry());
    }
    assertEquals(8, ours.size());
  }

  @Test
  void stopsAtTheFirstZeroBlockAsContainerEnginesDo() throws IOException {
    byte[] one = new TarFixture().file("one", "1").bytes();
    byte[] both = Arrays.copyOf(one, one.length * 2);
    System.arraycopy(new TarFixture().file("two", "2").bytes(), 0, both, one.length, one.length);

    assertEquals(List.of("one"), entries(both).stream().map(TarEntry::name).toList());
  }

  @Test
  void skipsTenGibibytesByPosition(@TempDir Path folder) throws IOException {
    long huge = 10L << 30;
    TarArchiveEntry pax = new TarArchiveEntry("pax", TarConstants.LF_PAX_EXTENDED_HEADER_LC, true);
    byte[] record = ("20 size=" + huge + "\n").getBytes(UTF_8);
    pax.setSize(record.length);
    byte[] start = new TarFixture().add(pax, record).file("huge", "").bytes();
    byte[] end = new TarFixture().file("after", "found").bytes();
    Path file = folder.resolve("huge.tar");
    try (RandomAccessFile tar = new RandomAccessFile(file.toFile(), "rw")) {
      tar.write(start, 0, 3 * 512);
      tar.seek(3 * 512 + huge);
      tar.write(end);
    }

    List<TarEntry> entries;
    try (InputStream in =
        BlobContent.open(new BlobSource.InFile(file, 0, 3 * 512 + huge + end.length))) {
      entries = entries(in);
    }

    assertEquals(List.of("huge", "after"), entries.stream().map(TarEntry::name).toList());
    assertEquals(huge, entries.getFirst().size());
  }

  @Test
  void readsBinarySizes() throws IOException {
    byte[] header = new byte[512];
    TarArchiveEntry entry = new TarArchiveEntry("huge", TarConstants.LF_NORMAL, true);
    entry.setSize(9L << 30);
    entry.writeEntryHeader(header, ZipEncodingHelper.getZipEncoding("UTF-8"), true);

    TarReader reader = new TarReader(new ByteArrayInputStream(header));

    assertEquals(9L << 30, reader.next().orElseThrow().size());
    assertThrows(EOFException.class, reader::next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "99 path=short\n",
        "5 p\n",
        "x path=a\n",
        "12 path=abcd",
        "11 path=ab\0",
        "12 size=-12\n",
        "14 size=1e100\n",
        "0 a=b\n",
        "999999999999 path=a\n"
      })
  void refusesDamagedPaxHeaders(String record) {
    TarArchiveEntry pax = new TarArchiveEntry("pax", TarConstants.LF_PAX_EXTENDED_HEADER_LC, true);
    pax.setSize(record.length());
    byte[] tar = new TarFixture().add(pax, record.getBytes(UTF_8)).file("a", "").bytes();

    assertThrows(MalformedContentException.class, () -> entries(tar));
  }

  @Test
  void refusesExtensionHeadersWithoutEnd() {
    TarFixture tar = new TarFixture();
    for (int i = 0; i < 40; i++) {
      tar.add(
          new TarArchiveEntry("pax", TarConstants.LF_PAX_EXTENDED_HEADER_LC, true), new byte[0]);
    }

    assertThrows(MalformedContentException.class, () -> entries(tar.bytes()));
  }

  @Test
  void failsByIoExceptionsOnlyWhateverTheBytes() {
    byte[] tar = mixed().bytes();
    Random random = new Random(3);
    int refused = 0;
    for (int round = 0; round < 5000; round++) {
      byte[] damaged = tar.clone();
      int at = random.nextInt(tar.length - 1024);
      damaged[at] = (byte) random.nextInt();
      fixChecksum(damaged, at / 512 * 512);
      try {
        entries(damaged);
      } catch (IOException e) {
        refused++;
      }
    }
    assertTrue(refused > 0);
  }

  /** So that damage is not found by the checksum before it can do any harm. */
  private static void fixChecksum(byte[] tar, int block) {
    Arrays.fill(tar, block + 148, block + 156, (byte) ' ');
    long sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += tar[block + i] & 0xff;
    }
    byte[] octal = String.format("%06o\0 ", sum).getBytes(UTF_8);
    System.arraycopy(octal, 0, tar, block + 148, 8);
  }
}
