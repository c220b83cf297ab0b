package org.ignition.image.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.ignition.image.archive.Refused.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.image.AssembledImage;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.MediaType;
import org.ignition.image.Platform;
import org.ignition.image.content.UnpackLimit;
import org.ignition.testing.LayoutFixture;
import org.ignition.testing.Packed;
import org.ignition.testing.TarFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileArchiveTest {

  private static final Platform AMD64 = Platform.LINUX_AMD64;
  private static final byte[] LAYER = new TarFixture().file("app/main", "hello").bytes();

  @TempDir Path folder;

  private final LayoutFixture layout = new LayoutFixture();

  private AssembledImage read(Path archive) throws IOException {
    Path work = Files.createDirectories(folder.resolve("work"));
    return new ArchiveReader().read(ArchiveRequest.of(archive, work));
  }

  private Path good() throws IOException {
    layout.top(layout.image(AMD64, LAYER));
    return layout.tar().write(folder.resolve("image.tar"));
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("image.tar"), content);
  }

  @Test
  void namesTheCommandThatWritesARightOne() throws IOException {
    Path empty = file(new byte[0]);

    assertRefused(ErrorCode.ARCHIVE_UNREADABLE, "docker buildx build", () -> read(empty));
    assertRefused(ErrorCode.ARCHIVE_UNREADABLE, "The file is empty", () -> read(empty));
  }

  @Test
  void refusesWhatIsNotThere() {
    assertRefused(
        ErrorCode.BUILD_FILE_NOT_FOUND, "no archive", () -> read(folder.resolve("none.tar")));
  }

  @Test
  void refusesAZip() throws IOException {
    Path zip = file("PK\3\4 and so on".getBytes(UTF_8));

    assertRefused(ErrorCode.ARCHIVE_UNREADABLE, "zip", () -> read(zip));
  }

  @Test
  void refusesBzip2() throws IOException {
    Path bzip2 = file("BZh91AY&SY and so on".getBytes(UTF_8));

    assertRefused(ErrorCode.ARCHIVE_UNREADABLE, "bzip2", () -> read(bzip2));
  }

  @Test
  void refusesAFolderWithoutALayout() throws IOException {
    Path plain = Files.createDirectories(folder.resolve("plain"));

    assertRefused(ErrorCode.ARCHIVE_UNREADABLE, "no OCI layout", () -> read(plain));
  }

  @Test
  void knowsAFileSystemsTarForWhatItIs() throws IOException {
    Path rootfs =
        new TarFixture()
            .file("etc/passwd", "root")
            .symlink("etc/mtab", "/proc/mounts")
            .device("dev/null")
            .write(folder.resolve("rootfs.tar"));

    assertRefused(ErrorCode.ARCHIVE_UNREADABLE, "docker export", () -> read(rootfs));
  }

  @Test
  void refusesTextThatIsNoTar() throws IOException {
    Path text = file("FROM scratch\n".repeat(100).getBytes(UTF_8));

    assertRefused(ErrorCode.ARCHIVE_UNREADABLE, "not a tar", () -> read(text));
  }

  @Test
  void refusesEveryTruncationOfTheTar() throws IOException {
    byte[] whole = Files.readAllBytes(good());
    int content = whole.length - endOfArchive(whole);
    for (int length = 0; length < content; length += 97) {
      Path cut = file(Arrays.copyOf(whole, length));
      assertThrows(InputException.class, () -> read(cut), "cut at " + length);
    }
  }

  private static int endOfArchive(byte[] tar) {
    int zeros = 0;
    while (tar[tar.length - 1 - zeros] == 0) {
      zeros++;
    }
    return zeros / 512 * 512;
  }

  @Test
  void refusesDamagedGzip() throws IOException {
    byte[] gzip = Packed.gzip(Files.readAllBytes(good()));
    Arrays.fill(gzip, 20, 60, (byte) 0xff);
    Path damaged = file(gzip);

    assertRefused(ErrorCode.ARCHIVE_UNREADABLE, "gzip data is damaged", () -> read(damaged));
  }

  @Test
  void refusesEveryTruncationOfAGzippedTar() throws IOException {
    byte[] whole = Packed.gzip(Files.readAllBytes(good()));
    for (int length = 1; length < whole.length; length += 7) {
      Path cut = file(Arrays.copyOf(whole, length));
      assertThrows(InputException.class, () -> read(cut), "cut at " + length);
    }
  }

  @Test
  void neverAcceptsAFlippedBitInAnythingThatIsPushed() throws IOException {
    Path tar = good();
    Digest digest = read(tar).digest();
    byte[] whole = Files.readAllBytes(tar);
    Random random = new Random(7);
    for (int round = 0; round < 400; round++) {
      byte[] flipped = whole.clone();
      int at = random.nextInt(whole.length);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      Path damaged = file(flipped);
      try {
        // Some bytes, such as owners and padding, mean nothing to an image.
        assertEquals(digest, read(damaged).digest(), "flipped at " + at);
      } catch (InputException e) {
        assertTrue(e.code().name().matches("ARCHIVE_.*|PLATFORM_MISSING"), e.problem().toString());
      }
    }
  }

  @Test
  void refusesABlobWhoseBytesAreOthers() throws IOException {
    Descriptor manifest = layout.image(AMD64, LAYER);
    layout.top(manifest);
    Descriptor layer = Descriptor.of(MediaType.OCI_LAYER_GZIP, Packed.gzip(LAYER));
    byte[] other = Packed.gzip(LAYER);
    other[other.length - 1] ^= 1;
    layout.put(LayoutFixture.pathOf(layer), other);
    Path tar = layout.tar().write(folder.resolve("image.tar"));

    assertRefused(ErrorCode.ARCHIVE_CORRUPT, layer.digest().value(), () -> read(tar));
  }

  @Test
  void refusesABlobLongerThanDeclared() throws IOException {
    Descriptor manifest = layout.image(AMD64, LAYER);
    layout.top(manifest);
    Descriptor layer = Descriptor.of(MediaType.OCI_LAYER_GZIP, Packed.gzip(LAYER));
    layout.put(LayoutFixture.pathOf(layer), Arrays.copyOf(Packed.gzip(LAYER), 5000));
    Path tar = layout.tar().write(folder.resolve("image.tar"));

    assertRefused(ErrorCode.ARCHIVE_CORRUPT, "5000 bytes long where", () -> read(tar));
  }

  @Test
  void refusesAManifestThatNamesAMissingBlob() throws IOException {
    layout.top(layout.image(AMD64, LAYER));
    Descriptor layer = Descriptor.of(MediaType.OCI_LAYER_GZIP, Packed.gzip(LAYER));
    layout.remove(LayoutFixture.pathOf(layer));
    Path tar = layout.tar().write(folder.resolve("image.tar"));

    assertRefused(ErrorCode.ARCHIVE_CORRUPT, "named but not in it", () -> read(tar));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "/etc/passwd", "blobs/../../evil", "a/b/../../../c"})
  void refusesNamesThatLeaveTheArchive(String name) throws IOException {
    layout.top(layout.image(AMD64, LAYER));
    Path tar = layout.tar().file(name, "evil").write(folder.resolve("image.tar"));

    assertRefused(ErrorCode.ARCHIVE_UNSAFE, "outside itself", () -> read(tar));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../../etc/passwd", "a/../../../x"})
  void refusesSymlinksThatLeaveTheArchive(String target) throws IOException {
    layout.top(layout.image(AMD64, LAYER));
    Path tar = layout.tar().symlink("a/link", target).write(folder.resolve("image.tar"));

    assertRefused(ErrorCode.ARCHIVE_UNSAFE, "outside itself", () -> read(tar));
  }

  @Test
  void refusesHardLinksThatLeaveTheArchive() throws IOException {
    layout.top(layout.image(AMD64, LAYER));
    Path tar = layout.tar().hardLink("link", "../up").write(folder.resolve("image.tar"));

    assertRefused(ErrorCode.ARCHIVE_UNSAFE, "outside itself", () -> read(tar));
  }

  @Test
  void refusesSymlinksThatLeaveAFolder() throws IOException {
    layout.top(layout.image(AMD64, LAYER));
    Path open = layout.folder(folder.resolve("layout"));
    Path secret = Files.move(open.resolve("index.json"), folder.resolve("index.json"));
    Files.createSymbolicLink(open.resolve("index.json"), secret);

    assertRefused(ErrorCode.ARCHIVE_UNSAFE, "outside the folder", () -> read(open));
  }

  @Test
  void refusesTwoEntriesOfOneName() throws IOException {
    layout.top(layout.image(AMD64, LAYER));
    Path tar = layout.tar().file("./index.json", "{}").write(folder.resolve("image.tar"));

    assertRefused(ErrorCode.ARCHIVE_UNSAFE, "two entries called", () -> read(tar));
  }

  @Test
  void endsOnLinksInACircle() throws IOException {
    Path tar =
        new TarFixture()
            .file("oci-layout", "{}")
            .symlink("index.json", "other")
            .symlink("other", "index.json")
            .write(folder.resolve("image.tar"));

    assertRefused(ErrorCode.ARCHIVE_UNREADABLE, "", () -> read(tar));
  }

  @Test
  void refusesAHugeDocument() throws IOException {
    layout.put("index.json", new byte[(4 << 20) + 1]);
    Path tar = layout.tar().write(folder.resolve("image.tar"));

    assertRefused(ErrorCode.ARCHIVE_UNSAFE, "4 MiB", () -> read(tar));
  }

  @Test
  void refusesDeeplyNestedIndexes() throws IOException {
    Descriptor nested = layout.image(AMD64, LAYER);
    for (int i = 0; i < 6; i++) {
      nested = layout.index(nested);
    }
    layout.top(nested);
    Path tar = layout.tar().write(folder.resolve("image.tar"));

    assertRefused(ErrorCode.ARCHIVE_UNSAFE, "nested", () -> read(tar));
  }

  @Test
  void refusesDeeplyNestedJson() throws IOException {
    layout.put("index.json", "[".repeat(100_000).getBytes(UTF_8));
    Path tar = layout.tar().write(folder.resolve("image.tar"));

    assertRefused(ErrorCode.ARCHIVE_UNREADABLE, "", () -> read(tar));
  }

  @Test
  void stopsUnpackingABomb() throws IOException {
    Path bomb = file(Packed.gzip(new byte[10 << 20]));
    Path work = Files.createDirectories(folder.resolve("work"));
    ArchiveReader reader = new ArchiveReader(new UnpackLimit(1 << 20, 10, 8 << 20));

    assertRefused(
        ErrorCode.ARCHIVE_UNSAFE,
        "unpacks to more than",
        () -> reader.read(ArchiveRequest.of(bomb, work)));
    try (var left = Files.list(work)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void refusesASparseBlob() throws IOException {
    layout.top(layout.image(AMD64, LAYER));
    Descriptor layer = Descriptor.of(MediaType.OCI_LAYER_GZIP, Packed.gzip(LAYER));
    layout.remove(LayoutFixture.pathOf(layer));
    TarArchiveEntry entry =
        new TarArchiveEntry(LayoutFixture.pathOf(layer), TarConstants.LF_GNUTYPE_SPARSE, true);
    entry.setSize(512);
    Path tar = layout.tar().add(entry, new byte[512]).write(folder.resolve("image.tar"));

    assertRefused(ErrorCode.ARCHIVE_UNREADABLE, "sparse", () -> read(tar));
  }

  @Test
  void readsSizesFromPaxHeaders() throws IOException {
    Descriptor manifest = layout.image(AMD64, LAYER);
    layout.top(manifest);
    TarArchiveEntry entry = new TarArchiveEntry("extra", TarConstants.LF_NORMAL, true);
    entry.setSize(3);
    entry.addPaxHeader("comment", "x".repeat(2000));
    Path tar =
        new TarFixture()
            .add(entry, new byte[3])
            .file("n".repeat(300), "long")
            .write(folder.resolve("start.tar"));
    byte[] start = Files.readAllBytes(tar);
    byte[] joined = Arrays.copyOf(start, start.length - endOfArchive(start));
    byte[] rest = layout.tar().bytes();
    byte[] all = Arrays.copyOf(joined, joined.length + rest.length);
    System.arraycopy(rest, 0, all, joined.length, rest.length);

    assertEquals(manifest.digest(), read(file(all)).digest());
  }

  @Test
  void refusesLayersThatMustNotBeDistributed() throws IOException {
    Descriptor config = layout.blob(MediaType.OCI_CONFIG, LayoutFixture.config(AMD64, LAYER));
    Map<String, Object> foreign =
        Map.of(
            "mediaType",
            MediaType.OCI_LAYER_TAR,
            "digest",
            Digest.of(LAYER).value(),
            "size",
            LAYER.length,
            "urls",
            List.of("https://example.org/layer"));
    layout.top(layout.manifest(config, List.of(foreign)));
    Path tar = layout.tar().write(folder.resolve("image.tar"));

    assertRefused(ErrorCode.ARCHIVE_UNREADABLE, "must not be distributed", () -> read(tar));
  }

  @Test
  void refusesAManifestWithTwoMeanings() throws IOException {
    Descriptor manifest = layout.image(AMD64, LAYER);
    layout.top(Descriptor.of(MediaType.DOCKER_MANIFEST, manifest.digest(), manifest.size()));
    Path tar = layout.tar().write(folder.resolve("image.tar"));

    assertRefused(ErrorCode.ARCHIVE_CORRUPT, "another media type", () -> read(tar));
  }

  @Test
  void neverFailsOtherThanByRefusingOnDamagedDocuments() throws IOException {
    layout.top(layout.image(AMD64, LAYER));
    byte[] index = indexJson();
    Random random = new Random(11);
    for (int round = 0; round < 300; round++) {
      byte[] damaged = index.clone();
      for (int i = 0; i < 3; i++) {
        damaged[random.nextInt(damaged.length)] =
            (byte) "{}[]\",:0a\0\n-".charAt(random.nextInt(12));
      }
      layout.put("index.json", damaged);
      Path tar = layout.tar().write(folder.resolve("image.tar"));
      try {
        read(tar);
      } catch (InputException e) {
        assertTrue(e.code().id().startsWith("IGN-IMG"), e.problem().toString());
      }
    }
  }

  private byte[] indexJson() throws IOException {
    return Files.readAllBytes(layout.folder(folder.resolve("for-index")).resolve("index.json"));
  }
}
