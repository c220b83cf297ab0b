package org.ignition.image.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.ignition.image.archive.Refused.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.image.AssembledImage;
import org.ignition.image.BlobSource;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.MediaType;
import org.ignition.image.Platform;
import org.ignition.image.content.BlobContent;
import org.ignition.testing.LayoutFixture;
import org.ignition.testing.Packed;
import org.ignition.testing.TarFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveReaderTest {

  private static final Platform AMD64 = Platform.LINUX_AMD64;
  private static final Platform ARM64 = new Platform("linux", "arm64", "");
  private static final byte[] LOWER = new TarFixture().file("app/main", "lower").bytes();
  private static final byte[] UPPER = new TarFixture().file("app/VERSION", "1.0.0\n").bytes();

  @TempDir Path folder;

  private final LayoutFixture layout = new LayoutFixture();

  private AssembledImage read(Path archive) throws IOException {
    return new ArchiveReader().read(request(archive, Optional.empty()));
  }

  private ArchiveRequest request(Path archive, Optional<String> reference) throws IOException {
    Path work = Files.createDirectories(folder.resolve("work"));
    return new ArchiveRequest(archive, work, AMD64, reference, Map.of("a", "b"));
  }

  private Path tar() throws IOException {
    return layout.tar().write(folder.resolve("image.tar"));
  }

  private static byte[] bytes(AssembledImage.Blob blob) throws IOException {
    try (InputStream in = BlobContent.open(blob.source())) {
      return in.readAllBytes();
    }
  }

  private static void assertWhole(AssembledImage image) throws IOException {
    for (AssembledImage.Blob blob : image.blobs()) {
      assertEquals(blob.descriptor().digest(), Digest.of(bytes(blob)));
      assertEquals(blob.descriptor().size(), BlobContent.size(blob.source()));
    }
  }

  @Nested
  class OciLayouts {

    @Test
    void takesTheManifestByteForByte() throws IOException {
      Descriptor manifest = layout.image(AMD64, LOWER, UPPER);
      layout.top(manifest);

      AssembledImage image = read(tar());

      assertEquals(manifest.digest(), image.digest());
      assertArrayEquals(layout.content(LayoutFixture.pathOf(manifest)), image.manifest().bytes());
      assertEquals(Optional.of("2026-01-02T03:04:05Z"), image.created());
      assertEquals(List.of(), image.notes());
      assertWhole(image);
    }

    @Test
    void pointsIntoTheTarInsteadOfExtractingLayers() throws IOException {
      layout.top(layout.image(AMD64, LOWER, UPPER));
      Path tar = tar();

      AssembledImage image = read(tar);

      assertEquals(3, image.blobs().size());
      for (AssembledImage.Blob layer : image.blobs().subList(1, 3)) {
        assertEquals(tar, assertInstanceOf(BlobSource.InFile.class, layer.source()).file());
      }
      try (var left = Files.list(folder.resolve("work"))) {
        assertEquals(0, left.count());
      }
    }

    @Test
    void readsTheSameFromFolderTarGzipAndZstd() throws IOException {
      Descriptor manifest = layout.image(AMD64, LOWER);
      layout.top(manifest);
      Path tar = tar();
      Path gzip = Files.write(folder.resolve("image.tgz"), Packed.gzip(Files.readAllBytes(tar)));
      Path zstd = Files.write(folder.resolve("image.tzst"), Packed.zstd(Files.readAllBytes(tar)));

      for (Path archive : List.of(tar, gzip, zstd, layout.folder(folder.resolve("layout")))) {
        AssembledImage image = read(archive);
        assertEquals(manifest.digest(), image.digest());
        assertWhole(image);
      }
    }

    @Test
    void dropsTheAttestationThatBuildxAddsAndSaysSo() throws IOException {
      Descriptor manifest = layout.image(AMD64, LOWER);
      Descriptor attestation = layout.attestation(manifest);
      layout.top(layout.index(LayoutFixture.on(AMD64, manifest), attestation));

      AssembledImage image = read(tar());

      assertEquals(manifest.digest(), image.digest());
      assertEquals(1, image.notes().size());
      assertTrue(image.notes().getFirst().contains(attestation.digest().value()));
    }

    @Test
    void takesTheConfiguredPlatformAndNamesTheOthers() throws IOException {
      Descriptor arm = layout.image(ARM64, UPPER);
      Descriptor amd = layout.image(AMD64, LOWER);
      layout.top(layout.index(LayoutFixture.on(ARM64, arm), LayoutFixture.on(AMD64, amd)));

      AssembledImage image = read(tar());

      assertEquals(amd.digest(), image.digest());
      assertEquals(List.of("left out linux/arm64 (" + arm.digest() + ")"), image.notes());
    }

    @Test
    void toleratesMissingBlobsOfOtherPlatforms() throws IOException {
      Descriptor arm = layout.image(ARM64, UPPER);
      Descriptor amd = layout.image(AMD64, LOWER);
      layout.top(layout.index(LayoutFixture.on(ARM64, arm), LayoutFixture.on(AMD64, amd)));
      layout.remove(LayoutFixture.pathOf(arm));

      assertEquals(amd.digest(), read(tar()).digest());
    }

    @Test
    void refusesAnotherArchitectureAndSaysWhichIsThere() throws IOException {
      layout.top(layout.image(ARM64, LOWER));
      Path tar = tar();

      assertRefused(ErrorCode.PLATFORM_MISSING, "It has: linux/arm64", () -> read(tar));
    }

    @Test
    void takesAnImpliedVariantForTheSame() throws IOException {
      Descriptor v8 =
          LayoutFixture.on(new Platform("linux", "arm64", "v8"), layout.image(ARM64, LOWER));
      layout.top(v8);
      Path tar = tar();
      Path work = Files.createDirectories(folder.resolve("work"));

      AssembledImage image =
          new ArchiveReader()
              .read(new ArchiveRequest(tar, work, ARM64, Optional.empty(), Map.of()));

      assertEquals(v8.digest(), image.digest());
    }

    @Test
    void refusesAnIndexThatLiesAboutThePlatform() throws IOException {
      layout.top(LayoutFixture.on(AMD64, layout.image(ARM64, LOWER)));
      Path tar = tar();

      assertRefused(ErrorCode.PLATFORM_MISSING, "the configuration linux/arm64", () -> read(tar));
    }

    @Test
    void takesOneImageThatHasTwoNames() throws IOException {
      Descriptor manifest = layout.image(AMD64, LOWER);
      layout.top(LayoutFixture.called("docker.io/library/shop:1.0", manifest));
      layout.top(LayoutFixture.called("docker.io/library/shop:main", manifest));

      assertEquals(manifest.digest(), read(tar()).digest());
    }

    @Test
    void refusesToGuessAmongSeveralImages() throws IOException {
      layout.top(LayoutFixture.called("docker.io/library/shop:1.0", layout.image(AMD64, LOWER)));
      layout.top(LayoutFixture.called("docker.io/library/blog:1.0", layout.image(AMD64, UPPER)));
      Path tar = tar();

      assertRefused(ErrorCode.ARCHIVE_UNREADABLE, "blog:1.0", () -> read(tar));
    }

    @Test
    void takesTheImageThatWasNamed() throws IOException {
      Descriptor shop = layout.image(AMD64, LOWER);
      layout.top(LayoutFixture.called("docker.io/library/shop:1.0", shop));
      layout.top(LayoutFixture.called("docker.io/library/blog:1.0", layout.image(AMD64, UPPER)));
      Path tar = tar();

      assertEquals(
          shop.digest(), new ArchiveReader().read(request(tar, Optional.of("shop:1.0"))).digest());
      assertRefused(
          ErrorCode.ARCHIVE_UNREADABLE,
          "no image called \"shop:2.0\"",
          () -> new ArchiveReader().read(request(tar, Optional.of("shop:2.0"))));
    }

    @Test
    void keepsMediaTypesAndPassesZstdThrough() throws IOException {
      Descriptor config = layout.blob(MediaType.DOCKER_CONFIG, LayoutFixture.config(AMD64, LOWER));
      Descriptor layer = layout.blob(MediaType.OCI_LAYER_ZSTD, Packed.zstd(LOWER));
      Descriptor manifest = layout.manifest(config, List.of(layer.toJson()));
      layout.top(manifest);

      AssembledImage image = read(tar());

      assertEquals(MediaType.OCI_LAYER_ZSTD, image.blobs().get(1).descriptor().mediaType());
      assertWhole(image);
    }

    @Test
    void prefersTheLayoutInsideADockerSaveArchive() throws IOException {
      Descriptor config = layout.blob(MediaType.OCI_CONFIG, LayoutFixture.config(AMD64, LOWER));
      Descriptor layer = layout.blob(MediaType.OCI_LAYER_TAR, LOWER);
      Descriptor manifest = layout.manifest(config, List.of(layer.toJson()));
      layout.top(LayoutFixture.called("docker.io/library/shop:1.0", manifest));
      layout.put(
          "manifest.json",
          "[{\"Config\":\"%s\",\"RepoTags\":[\"shop:1.0\"],\"Layers\":[\"%s\"]}]"
              .formatted(LayoutFixture.pathOf(config), LayoutFixture.pathOf(layer))
              .getBytes(UTF_8));

      AssembledImage image = read(tar());

      assertEquals(manifest.digest(), image.digest());
      assertArrayEquals(LOWER, bytes(image.blobs().get(1)));
    }

    @Test
    void namesALayerThatOccursTwiceOnce() throws IOException {
      layout.top(layout.image(AMD64, LOWER, LOWER));

      AssembledImage image = read(tar());

      assertEquals(2, image.blobs().size());
      assertEquals(2, image.manifest().image(OciLayout.KIND).layers().size());
    }
  }

  @Nested
  class LegacyDockerSave {

    private final byte[] config = LayoutFixture.config(AMD64, LOWER, UPPER, LOWER);

    /** As Docker before 25 wrote it: a layer that occurs again is a link to the first. */
    private TarFixture save(byte[] lower) {
      return new TarFixture()
          .folder("aaa")
          .file("aaa/VERSION", "1.0")
          .file("aaa/layer.tar", lower)
          .folder("bbb")
          .file("bbb/layer.tar", UPPER)
          .folder("ccc")
          .symlink("ccc/layer.tar", "../aaa/layer.tar")
          .file(Digest.of(config).hex() + ".json", config)
          .file("manifest.json", manifest("shop:1.0"));
    }

    private String manifest(String tag) {
      return "[{\"Config\":\"%s.json\",\"RepoTags\":[\"%s\"],\"Layers\":[\"aaa/layer.tar\",\"bbb/layer.tar\",\"ccc/layer.tar\"]}]"
          .formatted(Digest.of(config).hex(), tag);
    }

    private Path legacy() throws IOException {
      return save(LOWER).write(folder.resolve("image.tar"));
    }

    @Test
    void keepsTheConfigAndPacksEachLayerOnce() throws IOException {
      AssembledImage image = read(legacy());

      assertArrayEquals(config, bytes(image.blobs().getFirst()));
      assertEquals(3, image.blobs().size());
      var manifest = image.manifest().image(OciLayout.KIND);
      assertEquals(3, manifest.layers().size());
      assertEquals(manifest.layers().get(0), manifest.layers().get(2));
      assertEquals(Map.of("a", "b"), manifest.annotations());
      assertEquals(MediaType.OCI_MANIFEST, image.manifest().mediaType());
      assertWhole(image);
    }

    @Test
    void packsDeterministically() throws IOException {
      AssembledImage first = read(legacy());
      AssembledImage second = read(save(LOWER).write(folder.resolve("other.tar")));

      assertEquals(first.digest(), second.digest());
      byte[] gzip = bytes(first.blobs().get(1));
      assertArrayEquals(
          new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255}, Arrays.copyOf(gzip, 10));
    }

    @Test
    void refusesALayerThatIsNotWhatTheConfigSays() throws IOException {
      Path tar = save(UPPER).write(folder.resolve("image.tar"));

      assertRefused(ErrorCode.ARCHIVE_CORRUPT, Digest.of(LOWER).value(), () -> read(tar));
      try (var left = Files.list(folder.resolve("work"))) {
        assertTrue(left.count() <= 1);
      }
    }

    @Test
    void keepsLayersThatArePackedAlready() throws IOException {
      byte[] one = LayoutFixture.config(AMD64, LOWER);
      byte[] packed = Packed.gzip(LOWER);
      Path tar =
          new TarFixture()
              .file("config.json", one)
              .file("layer.tar.gz", packed)
              .file(
                  "manifest.json",
                  "[{\"Config\":\"config.json\",\"RepoTags\":null,\"Layers\":[\"layer.tar.gz\"]}]")
              .write(folder.resolve("jib.tar"));

      AssembledImage image = read(tar);

      assertArrayEquals(packed, bytes(image.blobs().get(1)));
      assertEquals(tar, ((BlobSource.InFile) image.blobs().get(1).source()).file());
    }

    @Test
    void refusesSeveralImagesUnlessOneIsNamed() throws IOException {
      String both = manifest("shop:1.0").replace("}]", "},") + manifest("blog:1.0").substring(1);
      Path tar =
          new TarFixture()
              .file("aaa/layer.tar", LOWER)
              .file("bbb/layer.tar", UPPER)
              .hardLink("ccc/layer.tar", "aaa/layer.tar")
              .file(Digest.of(config).hex() + ".json", config)
              .file("manifest.json", both)
              .write(folder.resolve("two.tar"));

      assertRefused(ErrorCode.ARCHIVE_UNREADABLE, "\"blog:1.0\", \"shop:1.0\"", () -> read(tar));
      AssembledImage image =
          new ArchiveReader().read(request(tar, Optional.of("docker.io/library/shop:1.0")));
      assertWhole(image);
    }

    @Test
    void refusesAConfigWhoseNameIsAnotherHash() throws IOException {
      Path tar =
          new TarFixture()
              .file("a".repeat(64) + ".json", config)
              .file(
                  "manifest.json",
                  "[{\"Config\":\"%s.json\",\"Layers\":[]}]".formatted("a".repeat(64)))
              .write(folder.resolve("image.tar"));

      assertRefused(ErrorCode.ARCHIVE_CORRUPT, "configuration's digest", () -> read(tar));
    }

    @Test
    void refusesAnotherPlatform() throws IOException {
      Path tar =
          new TarFixture()
              .file("config.json", LayoutFixture.config(ARM64))
              .file("manifest.json", "[{\"Config\":\"config.json\",\"Layers\":[]}]")
              .write(folder.resolve("image.tar"));

      assertRefused(ErrorCode.PLATFORM_MISSING, "linux/arm64", () -> read(tar));
    }

    @Test
    void refusesAMissingLayer() throws IOException {
      Path tar =
          new TarFixture()
              .file("config.json", LayoutFixture.config(AMD64, LOWER))
              .file("manifest.json", "[{\"Config\":\"config.json\",\"Layers\":[\"no.tar\"]}]")
              .write(folder.resolve("image.tar"));

      assertRefused(ErrorCode.ARCHIVE_CORRUPT, "\"no.tar\"", () -> read(tar));
    }
  }
}
